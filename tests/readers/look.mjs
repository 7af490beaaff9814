// Takes pictures of books as readers show them, to be looked at by a person:
//     look.mjs NODE_MODULES DIR [--engines foliate-js,epub.js,mupdf] [--screens 600x800,758x1024,1264x1680]
//         [--night] [--from SECTION] [--pages N] BOOK...
// Gives DIR/BOOK-ENGINE-SCREEN[-night]-NN.png, page after page from the section on (MuPDF: from its first page on).
// A screen's pixels are those of a device of six or seven inches, so that letters have a size that people use.
import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {call, READERS, start} from "./readers.mjs";

const [modules, folder, ...rest] = process.argv.slice(2);
const option = {engines: "foliate-js,epub.js,mupdf", screens: "600x800,758x1024,1264x1680", from: "0", pages: "6"};
const books = [];
let isNight = false;
while (rest.length) {
	const word = rest.shift();
	if (word === "--night") isNight = true;
	else if (word.startsWith("--")) option[word.slice(2)] = rest.shift();
	else books.push(word);
}
const DPI = {"600x800": 167, "758x1024": 212, "1264x1680": 300};
const CSS_DPI = 133, MUPDF_EM = 9;
const engines = option.engines.split(","), screens = option.screens.split(",");
const {shelf, open, close} = await start(modules);
fs.mkdirSync(folder, {recursive: true});

function name(engine, screen, n) {
	const stem = path.basename(shelf.book, ".epub");
	return path.join(folder, `${stem}-${engine}-${screen}${isNight ? "-night" : ""}-${String(n).padStart(2, "0")}.png`);
}

async function shoot(engine, screen) {
	const [width, height] = screen.split("x").map(Number), ratio = DPI[screen] / CSS_DPI, said = [];
	const page = await open(engine, {width: Math.round(width / ratio), height: Math.round(height / ratio), ratio, isNight}, said);
	await call(page, `window.show(${option.from})`);
	for (let n = 0; n < Number(option.pages); n++) {
		await new Promise(drawn => setTimeout(drawn, 400));
		await page.screenshot({path: name(engine, screen, n)});
		await call(page, "window.next()");
	}
	await page.close();
	said.forEach(line => console.error(`${engine}: ${shelf.book}: ${line}`));
}

function draw(screen) {
	const [width, height] = screen.split("x").map(Number), points = 72 / DPI[screen];
	execFileSync("mutool", ["draw", "-q", "-W", width * points, "-H", height * points, "-S", MUPDF_EM, "-r", DPI[screen],
		...(isNight ? ["-I"] : []), "-o", name("mupdf", screen, 0).replace("00.png", "%02d.png"), shelf.book,
		`1-${option.pages}`], {stdio: ["ignore", "ignore", "inherit"]});
}

for (shelf.book of books)
	for (const screen of screens)
		for (const engine of engines)
			if (READERS.includes(engine)) await shoot(engine, screen);
			else draw(screen);
await close();
