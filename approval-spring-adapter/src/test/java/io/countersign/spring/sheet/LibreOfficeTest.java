package io.countersign.spring.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A spreadsheet opens exports; needs LibreOffice Calc, such as from Debian's package libreoffice-calc. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "countersign.endurance", matches = "true")
class LibreOfficeTest {
    private static final Pattern FORMULA = Pattern.compile("table:formula=");
    private static final Pattern CELL = Pattern.compile("<table:table-cell[^>]*office:value-type");

    /** Separator, quote, UTF-8, from the first line, types guessed, formulas evaluated. */
    private static final String FILTER = "CSV:%d,34,76,1,,0,false,true,false,false,false,0,true";

    @TempDir
    Path folder;

    @Test
    void S_103_opened_in_libreoffice_no_cell_of_the_hostile_corpus_is_evaluated() throws Exception {
        Optional<String> office = office();
        if (office.isEmpty())
            System.err.println("SKIPPED: soffice is not on the path, so no export was opened in LibreOffice");
        assumeTrue(office.isPresent(), "soffice is not on the path");
        List<String> texts = HostileCells.all();
        Path naive = folder.resolve("naive.csv");
        Files.writeString(
                naive,
                "\"=1+1\",\"+2+2\",\"-SUM(1)\"\r\n\"=HYPERLINK(\"\"https://evil.example\"\")\",\"x;=1+1\",\"\"\r\n");
        assertThat(count(FORMULA, opened(office.get(), naive, ',')))
                .as("formulas are evaluated")
                .isPositive();
        Path export = folder.resolve("export.csv");
        try (OutputStream out = Files.newOutputStream(export)) {
            HostileCells.write(texts, out);
        }
        for (char separator : List.of(',', ';', '\t')) {
            String sheet = opened(office.get(), export, separator);
            assertThat(count(CELL, sheet)).as("cells").isGreaterThan(texts.size());
            assertThat(count(FORMULA, sheet))
                    .as("formulas, separated by '%s'", separator)
                    .isZero();
        }
    }

    private static Optional<String> office() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(path -> Path.of(path, "soffice"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The content of the sheet that it makes of a file. */
    private String opened(String office, Path csv, char separator) throws IOException, InterruptedException {
        Process converts = new ProcessBuilder(
                        office,
                        "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                        "--headless",
                        "--infilter=" + FILTER.formatted((int) separator),
                        "--convert-to",
                        "ods",
                        "--outdir",
                        folder.toString(),
                        csv.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        try {
            assertThat(converts.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            converts.destroyForcibly();
        }
        Path sheet = folder.resolve(csv.getFileName().toString().replace(".csv", ".ods"));
        assertThat(sheet).as(Files.readString(folder.resolve("said.txt"))).exists();
        try (ZipFile zip = new ZipFile(sheet.toFile())) {
            return new String(zip.getInputStream(zip.getEntry("content.xml")).readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(sheet);
        }
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }
}
