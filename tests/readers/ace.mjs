// What Ace's report says of a book, as one line of TAP: ace.mjs BOOK REPORT LOG
import fs from "node:fs";
import path from "node:path";

const [book, report, log] = process.argv.slice(2);
let findings;
try {
	const {assertions} = JSON.parse(fs.readFileSync(report, "utf8"));
	findings = assertions.flatMap(file => (file.assertions || []).map(one =>
		`${file["earl:testSubject"].url} ${one["earl:test"]["dct:title"]} (${one["earl:test"]["earl:impact"]}): ` +
		(one["earl:result"]["dct:description"] || "").replace(/\s+/g, " ").slice(0, 200)));
} catch (error) {
	findings = [`Ace gave no report: ${error}`, ...fs.readFileSync(log, "utf8").trim().split("\n").slice(-5)];
}
console.log(`${findings.length ? "not " : ""}ok - Ace accepts ${path.basename(book)}`);
findings.slice(0, 20).forEach(line => console.log("# " + line));
