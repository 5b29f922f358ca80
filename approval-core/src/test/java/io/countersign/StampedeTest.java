package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StampedeTest {
    private static final Pattern REPORT =
            Pattern.compile("unlocked=(\\d+) busy=(\\d+) failed=(\\d+) charged=(\\d+) reads=(\\w+)");

    @Test
    @Timeout(180)
    void S_27_64_clients_against_256_MiB_are_served_or_told_to_come_back_S_26_uncharged_and_others_are_answered()
            throws Exception {
        String said = stampede();
        Matcher report = REPORT.matcher(said);
        assertThat(report.find()).as(said).isTrue();
        int unlocked = Integer.parseInt(report.group(1));
        int busy = Integer.parseInt(report.group(2));
        assertThat(report.group(3)).as("failed: " + said).isEqualTo("0");
        assertThat(unlocked).as(said).isPositive();
        assertThat(busy).as(said).isPositive();
        assertThat(unlocked + busy).isEqualTo(Stampede.CLIENTS);
        assertThat(report.group(4)).as("charged: " + said).isEqualTo("0");
        assertThat(report.group(5)).as("others were answered").isEqualTo("true");
    }

    private static String stampede() throws IOException, InterruptedException {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stampede.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(machine.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return said;
        } finally {
            machine.destroyForcibly();
        }
    }
}
