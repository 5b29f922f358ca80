package io.countersign.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The browser of the machine, started once for all tests. */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /** What people hold in their hands. */
    enum Device {
        PHONE(390, 844),
        DESKTOP(1280, 800);

        private final int width;
        private final int height;

        Device(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Nothing of what other tests did is in it. Skips the test where there is no browser, and fails it in CI. */
    static BrowserContext open(Device device, boolean script) {
        return started()
                .newContext(options(device.width, device.height, device == Device.PHONE)
                        .setJavaScriptEnabled(script)
                        .setLocale("en-GB"));
    }

    /** The same for a reader with preferences of their own. */
    static BrowserContext open(Look look) {
        return started()
                .newContext(options(look.width(), look.height(), look.phone())
                        .setLocale(look.language())
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
    }

    private static Browser.NewContextOptions options(int width, int height, boolean phone) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(phone ? 2 : 1)
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setTimezoneId("Europe/Berlin");
    }

    private static Browser started() {
        Path executable = executable().orElse(null);
        if (executable == null) {
            String missing = "No Chromium on the PATH (%s): the tests of the review page do not run.".formatted(NAMES);
            if ("true".equals(System.getenv("CI"))) throw new AssertionError(missing);
            System.out.println("WARNING: " + missing);
            return Assumptions.abort(missing);
        }
        return Started.at(executable);
    }

    private static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ends with the JVM, as its driver does. */
    private static final class Started {
        private static Browser browser;

        static synchronized Browser at(Path executable) {
            if (browser == null)
                browser = Playwright.create(
                                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                // Chromium's sandbox does not start as root, as which containers run us.
                                .setArgs(List.of("--no-sandbox")));
            return browser;
        }
    }
}
