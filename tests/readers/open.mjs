// Opens books in foliate-js and epub.js, in headless Chromium and without a network, and says in TAP whether
// all of each book was shown: open.mjs NODE_MODULES BOOK...
import path from "node:path";
import {call, READERS, start} from "./readers.mjs";

const [modules, ...books] = process.argv.slice(2);
const MOST_SECTIONS = 40;
const {shelf, open, close} = await start(modules);

async function read(reader) {
	const said = [];
	let page;
	try {
		page = await open(reader, {width: 600, height: 800}, said);
		const result = await page.evaluate("window.result");
		if (!result.contents) said.push("no contents");
		if (!result.cover) said.push("no cover");
		for (let n = 0; !result.findings.length && n < Math.min(result.sections, MOST_SECTIONS); n++)
			await call(page, `window.show(${n})`);
	} catch (error) {
		said.push(String(error));
	}
	await page?.close();
	return said;
}

for (shelf.book of books)
	for (const reader of READERS) {
		const said = await read(reader);
		console.log(`${said.length ? "not " : ""}ok - ${reader} opens ${path.basename(shelf.book)}`);
		said.slice(0, 20).forEach(line => console.log("# " + line));
	}
await close();
