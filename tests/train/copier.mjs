// Writes what a browser copies of pages: the innerText of the body, without scripts, offline.
// Standard input: lines of PAGE, tab, OUTPUT. Runs under node --experimental-websocket; needs chromium.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE = 8000; // milliseconds for a page
const sleep = (time) => new Promise((done) => setTimeout(done, time));
const home = mkdtempSync(join(tmpdir(), "copier-"));
const browser = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
	`--user-data-dir=${home}`, "--host-resolver-rules=MAP * ~NOTFOUND", "about:blank"], { stdio: "ignore" });

async function port() {
	for (let tries = 0; tries < 300; tries++) {
		try {
			return readFileSync(join(home, "DevToolsActivePort"), "utf8").split("\n")[0];
		} catch {
			await sleep(100);
		}
	}
	throw new Error("chromium does not start");
}

const tab = await (await fetch(`http://127.0.0.1:${await port()}/json/new?about:blank`, { method: "PUT" })).json();
const socket = new WebSocket(tab.webSocketDebuggerUrl);
const answers = new Map();
let last = 0, loaded = () => {};
await new Promise((done) => (socket.onopen = done));
socket.onmessage = (event) => {
	const told = JSON.parse(event.data);
	answers.get(told.id)?.(told.result);
	answers.delete(told.id);
	if (told.method === "Page.domContentEventFired")
		loaded();
};

function ask(method, params = {}) {
	return new Promise((done) => {
		answers.set(++last, done);
		socket.send(JSON.stringify({ id: last, method, params }));
	});
}

await ask("Page.enable");
await ask("Emulation.setScriptExecutionDisabled", { value: true });
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
	const [page, output] = line.split("\t");
	const ready = new Promise((done) => (loaded = done));

	await ask("Page.navigate", { url: `file://${page}` });
	await Promise.race([ready, sleep(PATIENCE)]);
	const expression = "document.body ? document.body.innerText : ''";
	const got = await Promise.race([ask("Runtime.evaluate", { expression }), sleep(PATIENCE)]);
	writeFileSync(output, got?.result?.value ?? "");
}
socket.close();
browser.on("exit", () => {
	rmSync(home, { recursive: true, force: true, maxRetries: 5 });
	process.exit();
});
browser.kill();
