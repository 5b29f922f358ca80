package io.countersign.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SampleImportTest {
    private static final int POSTS = 83;

    @TempDir
    Path folder;

    @Test
    void the_calendar_is_imported_once_and_a_second_start_finds_everything_as_it_was_left() {
        Instant now = RunningDemo.START;
        SentLink first;
        try (RunningDemo demo = RunningDemo.in(folder, now)) {
            assertThat(all(demo, "")).hasSize(POSTS);
            first = demo.link();
            demo.as("maya")
                    .post("/api/acme/posts/" + id(all(demo, "status=DRAFT").get(0)) + "/withdraw")
                    .is(200);
        }
        try (RunningDemo demo = RunningDemo.in(folder, now.plus(Duration.ofDays(9)))) {
            assertThat(all(demo, "")).hasSize(POSTS);
            assertThat(all(demo, "status=WITHDRAWN")).hasSize(1);
            assertThat(demo.as("maya").get("/api/acme/approvers").items("/items"))
                    .hasSize(1);
            assertThat(demo.link().id()).isNotEqualTo(first.id());
            demo.guest(demo.link()).get("/api/review/posts").is(200);
            demo.guest(first).get("/api/review/posts").is(200);
        }
    }

    @Test
    void before_the_port_opens_everything_is_imported() {
        BeforeThePort before = new BeforeThePort();
        try (RunningDemo demo = RunningDemo.with(folder, before::listenIn)) {
            assertThat(before.posts).isEqualTo(POSTS);
            assertThat(before.open).isFalse();
            assertThat(all(demo, "")).hasSize(POSTS);
        }
    }

    @Test
    void the_first_post_lies_in_the_coming_week_on_its_weekday_and_at_its_time_of_day() {
        // Summer, where the calendar was written for winter.
        Instant now = Instant.parse("2027-06-17T13:30:00Z");
        try (RunningDemo demo = RunningDemo.in(folder, now)) {
            List<Instant> times = all(demo, "").stream()
                    .map(post -> post.at("/scheduledAt"))
                    .filter(JsonNode::isString)
                    .map(at -> Instant.parse(at.asString()))
                    .sorted()
                    .toList();

            ZonedDateTime first = times.get(0).atZone(ZoneId.of("Europe/Berlin"));
            assertThat(first.toInstant()).isAfter(now).isBefore(now.plus(Duration.ofDays(7)));
            assertThat(first.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(first.toLocalTime()).isEqualTo(LocalTime.of(9, 0));
            assertThat(times).hasSizeBetween(POSTS - 10, POSTS);
        }
    }

    @Test
    void a_part_of_it_is_in_review_most_of_that_waits_for_the_client_and_nothing_is_approved_yet() {
        RunningDemo demo = RunningDemo.shared();
        List<JsonNode> samples = all(demo, "").stream()
                .filter(post ->
                        !post.at("/campaign").isEmpty() || post.at("/media").size() > 0)
                .toList();

        assertThat(samples).extracting(post -> post.at("/status").asString()).contains("DRAFT", "IN_REVIEW");
        assertThat(samples)
                .allSatisfy(post -> assertThat(post.at("/status").asString()).isIn("DRAFT", "IN_REVIEW"));
        List<JsonNode> waiting =
                demo.guest(demo.link()).get("/api/review/posts?limit=200").items("/items");
        assertThat(waiting).hasSizeGreaterThan(25);
        assertThat(samples)
                .allSatisfy(post ->
                        assertThat(post.at("/unpinnedMedia").asBoolean()).isFalse());
    }

    @Test
    void the_pictures_are_served_by_the_demo_itself_and_have_texts() {
        RunningDemo demo = RunningDemo.shared();
        List<JsonNode> media = new ArrayList<>();
        all(demo, "").forEach(post -> post.at("/media").forEach(media::add));

        assertThat(media).hasSizeGreaterThan(50).allSatisfy(medium -> {
            assertThat(medium.at("/url").asString()).startsWith(demo.url() + "/demo-media/");
            assertThat(medium.at("/altText").asString()).isNotBlank();
        });
        media.stream()
                .map(medium -> URI.create(medium.at("/url").asString()))
                .distinct()
                .forEach(url -> Caller.send(HttpRequest.newBuilder(url).build()).is(200));
    }

    @Test
    void every_rule_of_the_sample_policy_matches_something() {
        RunningDemo demo = RunningDemo.shared();
        List<String> reasons = new ArrayList<>();
        for (JsonNode post : all(demo, "status=IN_REVIEW"))
            post.at("/review/stages")
                    .forEach(stage -> stage.at("/because").forEach(why -> reasons.add(why.asString())));

        for (JsonNode rule :
                demo.as("admin").get("/api/acme/routing-policy").json().at("/rules"))
            assertThat(reasons)
                    .anyMatch(reason -> reason.contains(rule.at("/name").asString()));
    }

    private static String id(JsonNode post) {
        return post.at("/id").asString();
    }

    private static List<JsonNode> all(RunningDemo demo, String filter) {
        return demo.as("maya")
                .get("/api/acme/posts?limit=200&" + filter)
                .is(200)
                .items("/items");
    }

    /** Looks around in the last moment in which nobody can call. */
    private static final class BeforeThePort implements SmartLifecycle {
        private int posts = -1;
        private boolean open = true;
        private GenericApplicationContext context = new GenericApplicationContext();

        void listenIn(GenericApplicationContext starting) {
            context = starting;
            starting.registerBean(BeforeThePort.class, () -> this);
        }

        @Override
        public int getPhase() {
            return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
        }

        @Override
        public void start() {
            Database database = new Database(context.getBean(DataSource.class));
            posts = Math.toIntExact(database.rows().getOrDefault("APPROVAL_POST", -1L));
            int port = context.getEnvironment().getRequiredProperty("server.port", Integer.class);
            try (Socket socket = new Socket("localhost", port)) {
                open = socket.isConnected();
            } catch (IOException refused) {
                open = false;
            }
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return posts >= 0;
        }
    }
}
