package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever opens a link or goes on in a session stands in the answer that hands it over, and nowhere else. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SecretsTest {
    private static final List<String> TALKATIVE = List.of(
            "io.countersign",
            "org.springframework.web",
            "org.springframework.security",
            "org.springframework.boot.web");

    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    Path folder;

    @Test
    void S_6_and_S_7_no_secret_password_session_or_token_is_in_the_database_the_log_a_list_or_a_file()
            throws IOException {
        String dump;
        List<String> answers;
        try (RunningDemo demo = RunningDemo.in(folder)) {
            listen();
            answers = story(demo);
            hush();
            dump = demo.database().dump();
        }

        assertThat(secrets).hasSizeGreaterThan(10);
        assertThat(log.list).hasSizeGreaterThan(500);
        assertNowhere("the database", dump);
        assertNowhere("the log", logged());
        for (String answer : answers) assertNowhere("an answer", answer);
        for (Path file : files())
            assertNowhere(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }

    /** Everything that can be done with a link, right and wrong; tells what all reading calls answered. */
    private List<String> story(RunningDemo demo) {
        Caller maya = demo.as("maya");
        keep("notice", demo.link());
        String approver = maya.post("/api/acme/approvers", Map.of("name", "Reader", "email", "reader@client.example"))
                .is(201)
                .text("/id");
        SentLink generated = SentLink.of(
                maya.post("/api/acme/links", Map.of("approverId", approver)).is(201));
        keep("generated", generated);
        String chosen = "Quail tiptoes over frozen marble";
        Answer own = maya.post("/api/acme/links", Map.of("approverId", approver, "password", chosen))
                .is(201);
        keep("chosen", new SentLink(own.text("/url"), chosen));
        wrong(demo, generated);
        String post = maya.post(
                        "/api/acme/posts",
                        Bodies.hiring("To be read.", RunningDemo.START.plus(Duration.ofDays(3)), approver))
                .is(201)
                .text("/id");
        maya.post("/api/acme/posts/" + post + "/submit").is(200);

        String session = session(demo, generated);
        Caller guest = Caller.session(demo.url(), session);
        PageReader page = PageReader.unlock(demo, new SentLink(own.text("/url"), chosen));
        secrets.put("cookie", page.cookie());
        secrets.put("csrf", page.csrf());
        guest.post("/api/review/decisions", Bodies.decision(post, 1, "REQUEST_CHANGES"))
                .is(200);
        List<String> answers = read(maya, demo.as("admin"), guest, generated.id(), post);
        answers.add(page.post(post).replace(page.csrf(), ""));
        guest.post("/api/review/lock").is(204);
        keep("regenerated", SentLink.of(maya.post("/api/acme/links/" + generated.id() + "/regenerate")));
        answers.add(maya.post("/api/acme/links/" + generated.id() + "/revoke")
                .is(200)
                .body());
        answers.addAll(read(maya, demo.as("admin"), maya, generated.id(), post));
        return answers;
    }

    private static List<String> read(Caller maya, Caller admin, Caller guest, String link, String post) {
        return new ArrayList<>(Stream.of(
                        maya.get("/api/acme/links?limit=200"),
                        maya.get("/api/acme/links/" + link),
                        maya.get("/api/acme/links/counts"),
                        maya.get("/api/acme/approvers?limit=200"),
                        maya.get("/api/acme/posts?limit=200"),
                        maya.get("/api/acme/posts/" + post),
                        maya.get("/api/acme/posts/" + post + "/versions"),
                        admin.get("/api/acme/audit?limit=200"),
                        admin.get("/api/acme/audit?limit=200&link=" + link),
                        admin.get("/api/acme/audit/verify"),
                        guest.get("/api/review/posts"),
                        guest.get("/api/review/posts/" + post))
                .map(Answer::body)
                .toList());
    }

    private void wrong(RunningDemo demo, SentLink link) {
        secrets.put("wrong password", "Wrong horse battery staple");
        demo.anybody()
                .post("/api/review/unlock", Map.of("token", link.token(), "password", "Wrong horse battery staple"))
                .refuses(401, "wrong-password");
        String wrongSecret = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF";
        secrets.put("wrong secret", wrongSecret);
        demo.anybody()
                .post("/api/review/unlock", Map.of("token", link.id() + "." + wrongSecret, "password", link.password()))
                .refuses(404, "link-unknown");
        demo.anybody()
                .post(
                        "/api/review/unlock",
                        "{\"token\":\"" + link.token() + "\",\"password\":\"" + link.password() + "\",")
                .refuses(400, "invalid-input");
        demo.anybody()
                .post(
                        "/api/review/unlock",
                        Map.of("token", link.token(), "password", link.password(), "other", link.secret()))
                .refuses(400, "invalid-input");
        demo.anybody()
                .post("/api/review/request-link", Map.of("token", link.token()))
                .is(202);
    }

    private String session(RunningDemo demo, SentLink link) {
        Answer unlocked = demo.anybody()
                .post("/api/review/unlock", Map.of("token", link.token(), "password", link.password()))
                .is(200);
        String session = unlocked.text("/session");
        secrets.put("session", session);
        secrets.put("device", unlocked.text("/device"));
        return session;
    }

    private void keep(String name, SentLink link) {
        secrets.put(name + " secret", link.secret());
        secrets.put(name + " password", link.password());
        secrets.put(name + " password without hyphens", link.password().replace("-", ""));
    }

    /** As it is, and as a binary column or a log of bytes would have it. */
    private void assertNowhere(String place, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        secrets.forEach((name, secret) -> {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            String numbers = Arrays.toString(bytes);
            List<String> forms = new ArrayList<>(List.of(
                    secret.toLowerCase(Locale.ROOT),
                    HexFormat.of().formatHex(bytes),
                    numbers.substring(1, numbers.length() - 1),
                    Base64.getEncoder().withoutPadding().encodeToString(bytes).toLowerCase(Locale.ROOT)));
            if (secret.matches("[\\w-]{43}"))
                forms.add(HexFormat.of().formatHex(Base64.getUrlDecoder().decode(secret)));
            for (String form : forms) {
                int at = lower.indexOf(form);
                if (at >= 0) fail("The %s is in %s, after: %s", name, place, text.substring(Math.max(0, at - 300), at));
            }
        });
    }

    private void listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        log.setContext(context);
        log.start();
        for (String name : TALKATIVE) {
            Logger logger = context.getLogger(name);
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(log);
        }
    }

    @AfterEach
    void hush() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        for (String name : TALKATIVE) {
            Logger logger = context.getLogger(name);
            logger.setLevel(null);
            logger.setAdditive(true);
            logger.detachAppender(log);
        }
        log.stop();
    }

    private String logged() {
        StringBuilder all = new StringBuilder();
        for (ILoggingEvent event : List.copyOf(log.list)) {
            all.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return all.toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
