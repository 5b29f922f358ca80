package io.countersign.demo;

import io.countersign.Approvals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The demo as people start it, on a free port, with its data in a folder of the test's and its time in the test's hands. */
final class RunningDemo implements AutoCloseable {
    /** A Tuesday morning. */
    static final Instant START = Instant.parse("2026-12-01T08:00:00Z");

    private static final Pattern LINK = Pattern.compile("(http://localhost:\\d+/approval/review/\\S+#\\S+)");
    private static final Pattern PASSWORD = Pattern.compile("password: (\\S+)");

    private final ConfigurableApplicationContext context;
    private final Path folder;
    private final String url;
    private final String notice;
    private final TestTime time;

    private RunningDemo(Path folder, TestTime time, List<String> more, Consumer<GenericApplicationContext> also) {
        this.folder = folder;
        this.time = time;
        int port = freePort();
        this.url = "http://localhost:" + port;
        List<String> settings = new ArrayList<>(more);
        settings.add("--server.port=" + port);
        settings.add("--countersign.demo.folder=" + folder);
        settings.add("--approval.dispatcher.enabled=false");
        settings.add("--approval.notice.enabled=false");
        SpringApplication application = new SpringApplication(DemoApplication.class);
        application.addInitializers(starting -> {
            GenericApplicationContext beans = (GenericApplicationContext) starting;
            beans.registerBean("approvalClock", InstantSource.class, () -> time);
            also.accept(beans);
        });
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            context = application.run(settings.toArray(String[]::new));
        } catch (RuntimeException failed) {
            out.print(printed.toString(StandardCharsets.UTF_8));
            throw failed;
        } finally {
            System.setOut(out);
        }
        this.notice = printed.toString(StandardCharsets.UTF_8);
    }

    /** In this folder, a day in December. */
    static RunningDemo in(Path folder) {
        return in(folder, START);
    }

    /** At this time. */
    static RunningDemo in(Path folder, Instant now) {
        return new RunningDemo(folder, new TestTime(now), List.of(), beans -> {});
    }

    /** At this time, with these settings besides. */
    static RunningDemo in(Path folder, Instant now, List<String> settings) {
        return new RunningDemo(folder, new TestTime(now), settings, beans -> {});
    }

    /** With these settings besides. */
    static RunningDemo in(Path folder, List<String> settings) {
        return new RunningDemo(folder, new TestTime(START), settings, beans -> {});
    }

    /** With beans of the test's besides. */
    static RunningDemo with(Path folder, Consumer<GenericApplicationContext> also) {
        return new RunningDemo(folder, new TestTime(START), List.of(), also);
    }

    /** One for all tests that get along with each other's posts; it ends with the JVM. */
    static RunningDemo shared() {
        return Shared.DEMO;
    }

    String url() {
        return url;
    }

    TestTime time() {
        return time;
    }

    Approvals approvals() {
        return context.getBean(Approvals.class);
    }

    Database database() {
        return new Database(context.getBean(DataSource.class));
    }

    /** The patterns of every address below which reviewers are served, as Spring MVC maps them. */
    Set<String> reviewAddresses() {
        Set<String> addresses = new TreeSet<>();
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> addresses.addAll(mapping.getPatternValues()));
        addresses.removeIf(one -> !one.startsWith("/approval/review") && !one.startsWith("/approval/api/review"));
        return addresses;
    }

    /** Everything that was printed while it started. */
    String notice() {
        return notice;
    }

    /** The link of the start-up notice, as a person copies it. */
    SentLink link() {
        return new SentLink(found(LINK), found(PASSWORD));
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(notice);
        if (!matcher.find()) throw new AssertionError("There is no " + pattern + " in: " + notice);
        return matcher.group(1);
    }

    Caller as(String user) {
        return Caller.user(url, user);
    }

    Caller anybody() {
        return Caller.anybody(url);
    }

    Caller guest(SentLink link) {
        return Caller.guest(url, link);
    }

    /** What went out so far, a line each. */
    List<String> published() throws IOException {
        Path file = folder.resolve("published.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        context.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    private static final class Shared {
        static final RunningDemo DEMO = start();

        private static RunningDemo start() {
            try {
                return in(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo"));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
