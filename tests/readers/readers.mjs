// foliate-js and epub.js as pages of a loopback server, for headless Chromium without a network.
import fs from "node:fs";
import http from "node:http";
import {createRequire} from "node:module";
import path from "node:path";
import {pathToFileURL} from "node:url";

// What a reader's night mode lays over a book.
const NIGHT = {"html, body": {"background": "#111 !important", "color": "#ddd !important"}, "a": {"color": "#8bf !important"}};
const NIGHT_CSS = Object.entries(NIGHT).map(([what, how]) => `${what} { ${Object.entries(how).map(pair => pair.join(": ")).join("; ")} }`).join(" ");

// Runs in the page. It fills window.result, and offers window.show(n) for each section and window.next().
const COMMON = `
	const night = location.search === "?night";
	const result = window.result = {sections: 0, contents: 0, cover: false, findings: []};
	const count = list => (list || []).reduce((sum, entry) => sum + 1 + count(entry.subitems), 0);
	const look = (n, page) => {
		if (page.querySelector("parsererror")) result.findings.push("section " + n + " is broken");
		if (!(page.body || page).textContent.trim() && !page.querySelector("img, svg")) result.findings.push("section " + n + " is empty");
	};`;
const PAGES = {
	"foliate-js": `<body style="margin: 0; height: 100vh"><script type="module">
		import "/modules/foliate-js/view.js"; ${COMMON}
		try {
			if (night) document.body.style.background = "#111";
			const view = document.body.appendChild(document.createElement("foliate-view"));
			view.style.cssText = "display: block; height: 100vh";
			await view.open(new File([await (await fetch("/book.epub")).blob()], "book.epub"));
			const {book} = view;
			view.renderer.setAttribute("margin", "24px");
			if (night) view.renderer.setStyles("${NIGHT_CSS}");
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
			window.next = () => view.next();
			await view.goTo(0);
		} catch (error) { result.findings.push(String(error.stack || error)); }
		window.done = true;
	</script></body>`,
	"epub.js": `<body style="margin: 0"><div id="view" style="box-sizing: border-box; padding: 24px 20px; width: 100vw; height: 100vh"></div>
		<script src="/modules/jszip/dist/jszip.min.js"></script><script src="/modules/epubjs/dist/epub.js"></script>
		<script type="module"> ${COMMON}
		try {
			if (night) document.body.style.background = "#111";
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
			const view = book.renderTo("view", {width: innerWidth - 40, height: innerHeight - 48, flow: "paginated", spread: "none"});
			if (night) view.themes.default(${JSON.stringify(NIGHT)});
			window.show = n => view.display(spine[n].href);
			window.next = () => view.next();
			await view.display(spine[0].href);
		} catch (error) { result.findings.push(String(error.stack || error)); }
		window.done = true;
	</script></body>`,
};
const TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".html": "text/html", ".css": "text/css"};

export const READERS = Object.keys(PAGES);

// A server of the readers out of node_modules, and a browser: {shelf, open, close}. shelf.book names the
// book that is read; open(reader, view, said) gives its page, and notes in `said` what goes wrong.
export async function start(modules) {
	const shelf = {book: ""};
	const server = http.createServer((request, response) => {
		const name = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
		const send = (type, data) => response.writeHead(200, {"content-type": type}).end(data);
		try {
			if (name === "/book.epub")
				send("application/epub+zip", fs.readFileSync(shelf.book));
			else if (name.startsWith("/modules/") && !name.includes(".."))
				send(TYPES[path.extname(name)] || "application/octet-stream", fs.readFileSync(path.join(modules, name.slice(9))));
			else if (PAGES[name.slice(1)])
				send("text/html; charset=utf-8", "<!DOCTYPE html>" + PAGES[name.slice(1)]);
			else
				response.writeHead(name === "/favicon.ico" ? 204 : 404).end();
		} catch {
			response.writeHead(404).end();
		}
	}).listen(0, "127.0.0.1");
	await new Promise(ready => server.once("listening", ready));
	const base = `http://127.0.0.1:${server.address().port}`;
	const require = createRequire(path.resolve(modules, "x"));
	const {default: puppeteer} = await import(pathToFileURL(require.resolve("puppeteer-core")));
	const browser = await puppeteer.launch({
		executablePath: process.env.PUPPETEER_EXECUTABLE_PATH,
		args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
	});

	async function open(reader, {width, height, ratio = 1, isNight = false}, said) {
		const page = await browser.newPage();
		await page.setViewport({width, height, deviceScaleFactor: ratio});
		if (isNight)
			await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: "dark"}]);
		await page.setRequestInterception(true);
		page.on("request", request => {
			if (/^(blob:|data:|about:)/.test(request.url()) || request.url().startsWith(base))
				return request.continue();
			said.push("asks for " + request.url());
			request.abort();
		});
		page.on("console", message => message.type() === "error" && said.push(message.text().slice(0, 300)));
		page.on("pageerror", error => said.push(String(error).slice(0, 300)));
		await page.goto(`${base}/${reader}${isNight ? "?night" : ""}`);
		await page.waitForFunction("window.done", {timeout: 60000});
		said.push(...await page.evaluate("window.result.findings"));
		return page;
	}

	async function close() {
		await browser.close();
		server.close();
	}
	return {shelf, open, close};
}

// Calls what the page offers, and waits for it 5 s at most.
export const call = (page, expression) =>
	page.evaluate(`Promise.race([${expression}, new Promise(late => setTimeout(late, 5000))]).then(() => 0)`);
