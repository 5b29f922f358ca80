package io.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Json;
import io.countersign.canonical.Secret;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.Actor;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.problem.ApprovalException;
import io.countersign.routing.RoutingPolicy;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever the library can be called for is done and refused here, and its entry is looked at. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryActionTest {
    private static final List<Class<?>> SERVICES = List.of(
            Posts.class,
            Versions.class,
            Reviews.class,
            Comments.class,
            BreakGlass.class,
            Approvers.class,
            Delegations.class,
            Links.class,
            ReviewSessions.class,
            Routing.class,
            Queues.class,
            Stats.class,
            Records.class,
            Checkpoints.class,
            Retention.class,
            Dispatcher.class,
            Notices.class,
            Approvals.class);

    /** What only looks; of a letter there is no entry, for what it tells of has one. */
    private static final Set<String> LOOKS = Set.of(
            "Posts.find get list texts",
            "Versions.diff diffSinceDecision list",
            "Reviews.assigned awaits person standing waiting",
            "Comments.list",
            "Approvers.get list names",
            "Delegations.of",
            "Links.counts get list now",
            "ReviewSessions.limits session",
            "Routing.classifiers explain get replay",
            "Queues.all atRisk of owed release",
            "Stats.of",
            "Retention.get texts",
            "Records.entries evidence export names post rebuild verify verifying",
            "Checkpoints.anchored keys make run standing status",
            "Notices.run tells",
            "Approvals.answered approvers breakGlass checkpoints comments delegations directory dispatcher links notices posts queues "
                    + "records retention reviews routing sessions stats versions");

    private static final Set<String> MEMBERS =
            Set.of("action", "actor", "assurance", "at", "details", "link", "node", "request", "session", "subject");

    /** What is done with a link before there is a session. */
    private static final Set<String> OUTSIDE =
            Set.of("link.wrong-password", "link.wrong-secret", "link.throttled", "link.renewal-requested");

    static Stream<Action> actions() {
        return Stream.of(PostActions.all(), LinkActions.all(), PeopleActions.all())
                .flatMap(stream -> stream);
    }

    @TestFactory
    Stream<DynamicTest> S_99_and_S_100_what_is_done_and_what_is_refused_stands_in_the_record() {
        return actions()
                .map(action -> DynamicTest.dynamicTest(
                        "%s %s".formatted(action.method(), action.story()), () -> shows(action)));
    }

    @Test
    void S_100_there_is_nothing_else_that_could_be_done() {
        Set<String> shown = actions().map(Action::method).collect(Collectors.toCollection(TreeSet::new));
        for (String looks : LOOKS) {
            String service = looks.substring(0, looks.indexOf('.') + 1);
            for (String method : looks.substring(service.length()).split(" ")) shown.add(service + method);
        }
        Set<String> methods = new TreeSet<>();
        for (Class<?> service : SERVICES)
            for (Method method : service.getDeclaredMethods())
                if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                    methods.add(service.getSimpleName() + "." + method.getName());
        assertThat(shown)
                .as("every method of a service is an Action, done and refused, or only looks")
                .isEqualTo(methods);
    }

    private static void shows(Action action) {
        Action.Scene scene = new Action.Scene();
        Action.Act act = action.prepared().in(scene);
        Set<AuditEntry> before = new HashSet<>(scene.record());
        Instant begun = OfficeTest.cut(scene.clock.instant());
        String thrown = code(act);
        assertThat(thrown).as("what is thrown").isEqualTo(action.thrown());
        List<AuditEntry> fresh =
                scene.record().stream().filter(entry -> !before.contains(entry)).toList();
        for (AuditEntry entry : fresh) {
            complete(entry);
            assertThat(entry.at()).isBetween(begun, OfficeTest.cut(scene.clock.instant()));
        }
        if (action.recorded() == null) {
            assertThat(fresh).isEmpty();
            return;
        }
        assertThat(fresh)
                .filteredOn(entry -> entry.action().equals(action.recorded()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.subject().refusal()).isEqualTo(action.refusal()));
        if (action.thrown() != null)
            assertThat(fresh).as("nothing else happened").hasSize(1);
    }

    /** Who, when, where, in which request and session, about what; and nothing that tells who somebody is (S-99, S-100). */
    private static void complete(AuditEntry entry) {
        String text = new String(entry.bytes(), UTF_8);
        Map<String, Object> body = Json.readObject(text);
        assertThat(body.keySet()).isEqualTo(MEMBERS);
        assertThat(body.get("node")).asString().matches("node-[0-9a-f]{8}");
        boolean system = entry.actor().kind() == Actor.Kind.SYSTEM;
        assertThat(body.get("request")).isEqualTo(system ? null : Action.REQUEST);
        boolean guest = entry.actor().kind() == Actor.Kind.APPROVER;
        assertThat(body.get("link") != null).isEqualTo(guest);
        assertThat(body.get("assurance")).isEqualTo(guest ? "LINK" : "ACCOUNT");
        if (guest && !outside(entry, body))
            assertThat(body.get("session")).asString().matches("[0-9a-f]{16}");
        else assertThat(body.get("session")).isNull();
        if (entry.stream().kind().equals("post"))
            assertThat(List.of(
                            entry.subject().version(),
                            entry.subject().digest(),
                            entry.subject().to()))
                    .doesNotContainNull();
        if (entry.action().endsWith(".refused"))
            assertThat(details(body).get("reason")).asString().isNotBlank();
        assertThat(text).doesNotContain("PLANTED", "planted", "client.example");
    }

    private static boolean outside(AuditEntry entry, Map<String, Object> body) {
        return OUTSIDE.contains(entry.action()) || "unlock".equals(details(body).get("command"));
    }

    private static Map<String, Object> details(Map<String, Object> body) {
        return Json.members(body.get("details"));
    }

    /** The code of what is thrown; null for nothing. */
    static @Nullable String code(Action.Act act) {
        try {
            act.act();
            return null;
        } catch (ApprovalException refusal) {
            return refusal.code();
        }
    }

    @Test
    void S_100_wrong_secrets_of_a_known_link_are_recorded_at_the_1st_10th_and_100th_wherever_they_are_shown() {
        Action.Scene scene = new Action.Scene();
        IssuedLink link = scene.link();
        String wrong = scene.wrongSecret(link);
        for (int i = 0; i < 60; i++) {
            code(() -> scene.approvals.sessions().unlock(UnlockForm.of(wrong, Action.Scene.password(link))));
            scene.approvals.sessions().requestRenewal(wrong, null, null);
        }
        assertThat(scene.record("link.wrong-secret"))
                .extracting(EveryActionTest::attempts)
                .containsExactly(100, 10, 1);
        assertThat(scene.record("link.renewal-requested")).isEmpty();
    }

    @Test
    void S_100_throttled_attempts_are_recorded_at_the_1st_10th_and_100th() {
        Action.Scene scene = new Action.Scene();
        IssuedLink link = scene.link();
        for (int i = 0; i < 5 + 120; i++)
            code(() -> scene.approvals.sessions().unlock(Action.Scene.form(link, Secret.of("wrong-wrong-wrong"))));
        assertThat(scene.record("link.wrong-password")).hasSize(5);
        assertThat(scene.record("link.throttled"))
                .extracting(EveryActionTest::attempts)
                .containsExactly(100, 10, 1);
    }

    private static Object attempts(AuditEntry entry) {
        return details(Json.readObject(new String(entry.bytes(), UTF_8))).get("attempts");
    }

    @Test
    void S_100_a_refusal_stands_in_the_record_of_a_policy_that_was_never_stored_and_the_first_one_follows_it() {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock);
        RoutingPolicy policy = RoutingPolicy.NONE;
        for (int i = 0; i < 2; i++)
            assertThat(code(() -> office.approvals.routing().put(office.as("maya"), policy)))
                    .isEqualTo("not-permitted");
        assertThat(office.approvals.routing().get(office.as("maya")).number()).isZero();
        assertThat(office.approvals.routing().put(office.as("admin"), policy).number())
                .isEqualTo(1);
        assertThat(office.approvals.records().verify(office.as("admin")).entries())
                .isEqualTo(3);
        assertThat(office.approvals.records().verify(office.as("admin")).valid())
                .isTrue();
    }

    @Test
    void S_99_a_node_has_the_name_that_the_host_gives_it_or_one_of_its_own() {
        assertThat(node(builder -> builder.node("node-of-acme/7"))).isEqualTo("node-of-acme/7");
        assertThat(node(builder -> {})).isNotEqualTo(node(builder -> {}));
        for (String none : List.of("", " ", "two words", "caf\u00e9", "x".repeat(101), "line\n"))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Approvals.on(new InMemoryApprovalStore()).node(none));
    }

    private static String node(Consumer<Approvals.Builder> more) {
        HandClock clock = new HandClock();
        Office office = new Office(new InMemoryApprovalStore(clock), clock, Office.TERMS, more);
        office.draft("Hello");
        clock.pass(Duration.ofDays(1));
        office.draft("Again");
        Set<String> nodes =
                office.store.entries(Office.ACME, TrailFilter.ALL, new PageRequest(10, null)).items().stream()
                        .map(entry -> (String) Json.readObject(new String(entry.bytes(), UTF_8))
                                .get("node"))
                        .collect(Collectors.toSet());
        assertThat(nodes).hasSize(1);
        return nodes.iterator().next();
    }
}
