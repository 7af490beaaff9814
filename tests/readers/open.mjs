// Opens books in foliate-js and epub.js, in headless Chromium and without a network, and says in TAP whether
// all of each book was shown: open.mjs NODE_MODULES BOOK...
import fs from "node:fs";
import http from "node:http";
import {createRequire} from "node:module";
import path from "node:path";
import {pathToFileURL} from "node:url";

const [modules, ...books] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "x"));
const {default: puppeteer} = await import(pathToFileURL(require.resolve("puppeteer-core")));
const LIMIT = 60000;

// Runs in the page. It fills window.result, and offers window.show(n) for each section.
const COMMON = `
	const result = window.result = {sections: 0, contents: 0, cover: false, findings: []};
	const count = list => (list || []).reduce((sum, entry) => sum + 1 + count(entry.subitems), 0);
	const look = (n, page) => {
		if (page.querySelector("parsererror")) result.findings.push("section " + n + " is broken");
		if (!(page.body || page).textContent.trim() && !page.querySelector("img, svg")) result.findings.push("section " + n + " is empty");
	};`;
const READERS = {
	"foliate-js": `<body style="margin: 0; height: 100vh"><script type="module">
		import "/modules/foliate-js/view.js"; ${COMMON}
		try {
			const view = document.body.appendChild(document.createElement("foliate-view"));
			view.style.cssText = "display: block; height: 100vh";
			await view.open(new File([await (await fetch("/book.epub")).blob()], "book.epub"));
			const {book} = view;
			result.sections = book.sections.length;
			result.contents = count(book.toc);
			result.cover = !!await book.getCover();
			for (const [n, section] of book.sections.entries()) look(n, await section.createDocument());
			const walk = async list => {
				for (const entry of list || []) {
					const to = entry.href && await book.resolveHref(entry.href);
					if (!(to?.index >= 0)) result.findings.push("contents entry " + entry.href + " is dead");
					await walk(entry.subitems);
				}
			};
			await walk(book.toc);
			window.show = n => view.goTo(n);
			await view.goTo(0);
		} catch (error) { result.findings.push(String(error.stack || error)); }
		window.done = true;
	</script></body>`,
	"epub.js": `<body style="margin: 0"><div id="view" style="width: 100vw; height: 100vh"></div>
		<script src="/modules/jszip/dist/jszip.min.js"></script><script src="/modules/epubjs/dist/epub.js"></script>
		<script type="module"> ${COMMON}
		try {
			const book = ePub(await (await fetch("/book.epub")).arrayBuffer());
			await book.ready;
			const spine = book.spine.spineItems;
			result.sections = spine.length;
			result.contents = count((await book.loaded.navigation).toc);
			result.cover = !!await book.coverUrl();
			for (const [n, section] of spine.entries()) {
				look(n, await section.load(book.load.bind(book)));
				section.unload();
			}
			const view = book.renderTo("view", {width: innerWidth, height: innerHeight, flow: "paginated", spread: "none"});
			window.show = n => view.display(spine[n].href);
			await view.display(spine[0].href);
		} catch (error) { result.findings.push(String(error.stack || error)); }
		window.done = true;
	</script></body>`,
};
const TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".css": "text/css"};

let current = "";
const server = http.createServer((request, response) => {
	const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
	const send = (type, data) => response.writeHead(200, {"content-type": type}).end(data);
	try {
		if (name === "/book.epub")
			send("application/epub+zip", fs.readFileSync(current));
		else if (name.startsWith("/modules/") && !name.includes(".."))
			send(TYPES[path.extname(name)] || "application/octet-stream", fs.readFileSync(path.join(modules, name.slice(9))));
		else if (READERS[name.slice(1)])
			send("text/html; charset=utf-8", "<!DOCTYPE html>" + READERS[name.slice(1)]);
		else
			response.writeHead(name === "/favicon.ico" ? 204 : 404).end();
	} catch {
		response.writeHead(404).end();
	}
}).listen(0, "127.0.0.1");
await new Promise(ready => server.once("listening", ready));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({
	executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
	args: ["--no-sandbox", "--disable-gpu"],
});

async function open(reader) {
	const page = await browser.newPage(), said = [];
	await page.setViewport({width: 600, height: 800});
	await page.setRequestInterception(true);
	page.on("request", request => {
		if (/^(blob:|data:|about:)/.test(request.url()) || request.url().startsWith(base))
			return request.continue();
		said.push("asks for " + request.url());
		request.abort();
	});
	page.on("console", message => message.type() === "error" && said.push(message.text().slice(0, 300)));
	page.on("pageerror", error => said.push(String(error).slice(0, 300)));
	try {
		await page.goto(`${base}/${reader}`);
		await page.waitForFunction("window.done", {timeout: LIMIT});
		const result = await page.evaluate("window.result");
		said.push(...result.findings);
		if (!result.contents) said.push("no contents");
		if (!result.cover) said.push("no cover");
		for (let n = 0; !result.findings.length && n < Math.min(result.sections, 40); n++)
			await page.evaluate(`Promise.race([window.show(${n}), new Promise(late => setTimeout(late, 5000))]).then(() => 0)`);
	} catch (error) {
		said.push(String(error));
	}
	await page.close();
	return said;
}

for (current of books)
	for (const reader of Object.keys(READERS)) {
		const said = await open(reader);
		console.log(`${said.length ? "not " : ""}ok - ${reader} opens ${path.basename(current)}`);
		said.slice(0, 20).forEach(line => console.log("# " + line));
	}
await browser.close();
server.close();
