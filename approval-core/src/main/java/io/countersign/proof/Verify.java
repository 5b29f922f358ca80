package io.countersign.proof;

import io.countersign.proof.Finding.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks evidence packs and exports on any machine with Java: needs no server, no database, no network and no other library,
 * and writes nothing but to the console.
 */
public final class Verify {
    /** Everything is whole. */
    public static final int WHOLE = 0;

    /** Something was found. */
    public static final int FOUND = 1;

    /** Something could not be checked, or was asked for in the wrong way. */
    public static final int UNUSABLE = 2;

    private static final byte[] ZIP = {'P', 'K'};

    private static final String USAGE = """
            Usage: java -jar approval-core-VERSION-verifier.jar [--key NAME+HASH+KEY]... FILE...

            Checks evidence packs (zip) and exports (a line of JSON for each entry).
              --key  a public key that you have from a source you trust; a pack must be signed by one of those given
            Exit code: 0 nothing was found, 1 something was found, 2 a file could not be checked.""";

    private final Set<NoteKey> keys = new LinkedHashSet<>();
    private final List<String> files = new ArrayList<>();
    private final PrintStream out;
    private final PrintStream err;

    private Verify(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /** As the command does; returns its exit code. */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        Verify verify = new Verify(out, err);
        if (args.contains("--help")) {
            out.println(USAGE);
            return WHOLE;
        }
        try {
            verify.read(args);
        } catch (IllegalArgumentException wrong) {
            err.println(Report.plain(String.valueOf(wrong.getMessage())));
            err.println(USAGE);
            return UNUSABLE;
        }
        int worst = WHOLE;
        for (String file : verify.files) worst = Math.max(worst, verify.check(file));
        return worst;
    }

    private void read(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--key")) {
                i++;
                if (i == args.size()) throw new IllegalArgumentException("--key is followed by no key");
                keys.add(NoteKey.parse(args.get(i)));
            } else if (arg.startsWith("-")) {
                throw new IllegalArgumentException("there is no option '%s'".formatted(arg));
            } else {
                files.add(arg);
            }
        }
        if (files.isEmpty()) throw new IllegalArgumentException("no file was named");
    }

    private int check(String file) {
        Report report = new Report(out);
        String why;
        try {
            Path path = Path.of(file);
            out.println(Report.plain(file));
            if (isZip(path)) pack(path, report);
            else export(path, file, report);
            return report.end();
        } catch (NoSuchFileException missing) {
            why = "there is no such file";
        } catch (UnusableException | InvalidPathException unusable) {
            why = unusable.getMessage();
        } catch (IOException unreadable) {
            why = "it cannot be read: " + unreadable.getMessage();
        } catch (IllegalArgumentException malformed) {
            // How the JDK tells of names in a zip that are no text.
            why = "it is malformed: " + malformed.getMessage();
        } catch (OutOfMemoryError large) {
            why = "it needs more memory; try java -Xmx2g -jar …";
        }
        err.println(Report.plain("%s could not be checked: %s".formatted(file, why)));
        return UNUSABLE;
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
        }
    }

    private void pack(Path file, Report report) throws IOException, UnusableException {
        try (PackArchive pack = PackArchive.open(file)) {
            PackCheck check = new PackCheck(pack, keys, report::found);
            check.check();
            check.summary().forEach(report::tell);
            Checkpoint checkpoint = check.checkpoint();
            if (keys.isEmpty() && checkpoint != null)
                report.tell(
                        "THE KEY WAS NOT COMPARED: the pack brings it along, as a forger would. Get the public key from"
                                + " elsewhere and give it by --key; here it is " + checkpoint.key());
        }
    }

    private void export(Path path, String file, Report report) throws IOException, UnusableException {
        ExportCheck check = new ExportCheck(report::found);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            check.check(in, file);
        }
        check.summary().forEach(report::tell);
    }

    /** What is printed of one file. */
    private static final class Report {
        /** More than anybody reads; all are counted. */
        private static final int MOST = 1_000;

        private static final int LONGEST = 600;

        private final PrintStream out;
        private long found;
        private boolean spoilt;

        Report(PrintStream out) {
            this.out = out;
        }

        void found(Finding finding) {
            if (++found <= MOST) tell(sentence(finding));
            spoilt |= finding.kind().spoils();
        }

        private static String sentence(Finding finding) {
            Kind kind = finding.kind();
            return finding.stream() == null
                    ? "%s: %s".formatted(kind, finding.message())
                    : "%s at %s #%d: %s".formatted(kind, finding.stream(), finding.seq(), finding.message());
        }

        void tell(String sentence) {
            out.println("  " + plain(sentence));
        }

        int end() {
            if (found > MOST) tell("and %d findings more".formatted(found - MOST));
            if (spoilt) tell("NOT WHOLE: %d findings".formatted(found));
            else if (found > 0) tell("WHOLE, BUT NOT PROVEN");
            else tell("WHOLE: nothing was found");
            return spoilt ? FOUND : WHOLE;
        }

        /** What a file says must not move the console's cursor, nor look like a line of ours. */
        static String plain(String text) {
            StringBuilder plain = new StringBuilder();
            text.codePoints().limit(LONGEST).forEach(point -> {
                int type = Character.getType(point);
                boolean shown = type != Character.CONTROL
                        && type != Character.FORMAT
                        && type != Character.LINE_SEPARATOR
                        && type != Character.PARAGRAPH_SEPARATOR
                        && type != Character.SURROGATE
                        && type != Character.UNASSIGNED
                        && type != Character.PRIVATE_USE;
                if (shown) plain.appendCodePoint(point);
                else plain.append("\\u{%x}".formatted(point));
            });
            return plain.toString();
        }
    }
}
