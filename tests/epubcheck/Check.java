import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.util.FeatureEnum;
import com.adobe.epubcheck.util.ReportingLevel;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Validates the books named on standard input, one a line, in one JVM; says what it finds in TAP. */
public class Check {
	private static final int SHOWN = 20;

	/** Keeps what EPUBCheck says, as lines that a person can act on. */
	private static class Findings extends MasterReport {
		final List<String> lines = new ArrayList<>();

		@Override
		public void message(Message message, EPUBLocation at, Object... args) {
			lines.add(String.format("%s %s %s:%d:%d %s", message.getSeverity(), message.getID(),
				at.getPath(), at.getLine(), at.getColumn(),
				message.getMessage(args).replaceAll("\\s+", " ")));
		}

		@Override
		public void info(String resource, FeatureEnum feature, String value) {
		}

		@Override
		public void initialize() {
		}

		@Override
		public int generate() {
			return 0;
		}
	}

	private static List<String> check(String book) {
		Findings findings = new Findings();
		findings.setReportingLevel(ReportingLevel.Warning);
		findings.setEpubFileName(book);
		try {
			new EpubCheck(new File(book), findings).check();
		} catch (RuntimeException | StackOverflowError broken) {
			findings.lines.add("EPUBCheck itself failed: " + broken);
		}
		return findings.lines;
	}

	public static void main(String[] args) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		int count = 0;
		boolean good = true;

		for (String book; (book = in.readLine()) != null;) {
			List<String> lines = check(book);
			good &= lines.isEmpty();
			out.printf("%sok %d - epubcheck %s%n", lines.isEmpty() ? "" : "not ", ++count,
				new File(book).getName());
			lines.stream().limit(SHOWN).forEach(line -> out.println("# " + line));
			if (lines.size() > SHOWN)
				out.printf("# and %d more%n", lines.size() - SHOWN);
		}
		out.printf("1..%d%n", count);
		System.exit(good ? 0 : 1);
	}
}
