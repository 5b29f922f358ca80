package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ReplayReport.Refusal;
import io.countersign.ReplayReport.Review;
import io.countersign.ReplayReport.Unsatisfiable;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Json;
import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Target;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.ReviewerRef;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.problem.InvalidInputException;
import io.countersign.routing.Label;
import io.countersign.routing.RoutedStage;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.Rule;
import io.countersign.routing.StageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/** Replay agrees with actually submitting the same posts under the policy: a thousand of them, ten under each policy. */
class ReplayProperties {
    private static final int POSTS = 10;
    private static final Map<String, Long> CENSUS = new TreeMap<>();

    /** A post as it was written, and whether a classifier was there. */
    private record Written(
            String author, PostForm form, @Nullable PostForm edited, boolean classified) {}

    /** What submitting came to: a plan, or why there is none. */
    private record Came(List<RoutedStage> stages, @Nullable String refused) {}

    private HandClock clock = new HandClock();
    private Office office = new Office(new InMemoryApprovalStore(clock), clock);
    private Approvals unclassified = withoutClassifier(office);

    @BeforeTry
    void move_into_an_empty_office() {
        clock = new HandClock();
        office = new Office(new InMemoryApprovalStore(clock), clock);
        unclassified = withoutClassifier(office);
    }

    @Property(tries = 100)
    void replay_agrees_with_actually_submitting_the_same_posts_under_the_policy(@ForAll long seed) {
        Random random = new Random(seed);
        SomePolicies policies = new SomePolicies(random);
        office.labeller.answering(ReplayProperties::seen);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < POSTS; i++) written.add(written(random, policies));
        RoutingPolicy proposed = policies.any();
        office.wanting(policies.lenient());
        Instant from = clock.instant();
        List<Post> past = written.stream().map(this::submitted).toList();
        clock.pass(Duration.ofHours(1));

        ReplayReport report =
                office.approvals.routing().replay(office.as("admin"), new ReplayForm(proposed, from, clock.instant()));

        office.wanting(proposed);
        compare(
                report,
                proposed,
                written,
                past,
                written.stream().map(this::came).toList());
    }

    private void compare(
            ReplayReport report, RoutingPolicy proposed, List<Written> written, List<Post> past, List<Came> came) {
        List<Review> added = new ArrayList<>();
        List<Review> removed = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        Set<String> matched = new HashSet<>();
        for (int i = 0; i < POSTS; i++) {
            Post post = past.get(i);
            List<String> before = names(Objects.requireNonNull(post.plan()).stages());
            List<String> after = names(came.get(i).stages());
            for (String stage : after) if (!before.contains(stage)) added.add(new Review(post.id(), 1, stage));
            for (String stage : before) if (!after.contains(stage)) removed.add(new Review(post.id(), 1, stage));
            String why = came.get(i).refused();
            if (why != null) refused.add(new Refusal(post.id(), 1, why));
            for (Rule rule : proposed.rules())
                for (RoutedStage stage : came.get(i).stages())
                    if (stage.because().stream().anyMatch(because -> because.startsWith("rule '" + rule.name() + "'")))
                        matched.add(rule.name());
        }
        assertThat(report.rounds()).isEqualTo(POSTS);
        assertThat(report.added().listed()).containsExactlyInAnyOrderElementsOf(added);
        assertThat(report.added().total()).isEqualTo(added.size());
        assertThat(report.removed().listed()).containsExactlyInAnyOrderElementsOf(removed);
        assertThat(report.removed().total()).isEqualTo(removed.size());
        assertThat(report.refused().listed()).containsExactlyInAnyOrderElementsOf(refused);
        assertThat(report.refused().total()).isEqualTo(refused.size());
        assertThat(report.deadRules())
                .isEqualTo(proposed.rules().stream()
                        .map(Rule::name)
                        .filter(name -> !matched.contains(name))
                        .toList());
        assertThat(report.unsatisfiable().stream().map(Unsatisfiable::stage))
                .isEqualTo(proposed.stages().stream()
                        .map(StageRule::name)
                        .filter("ghosts"::equals)
                        .toList());
        assertThat(report.unlabelled()).isEqualTo(unlabelled(proposed, written));
        count(report);
    }

    private static long unlabelled(RoutingPolicy proposed, List<Written> written) {
        boolean asks = Json.write(proposed.rules()).contains("\"label\"");
        return asks
                ? written.stream()
                        .filter(post -> !post.classified() || !isSeen(last(post).content()))
                        .count()
                : 0;
    }

    private static void count(ReplayReport report) {
        CENSUS.merge("added", report.added().total(), Long::sum);
        CENSUS.merge("removed", report.removed().total(), Long::sum);
        CENSUS.merge("refused", report.refused().total(), Long::sum);
        CENSUS.merge("unlabelled", report.unlabelled(), Long::sum);
        CENSUS.merge("dead rules", (long) report.deadRules().size(), Long::sum);
        CENSUS.merge("unsatisfiable", (long) report.unsatisfiable().size(), Long::sum);
        CENSUS.merge("rounds", report.rounds(), Long::sum);
    }

    @AfterContainer
    static void a_thousand_rounds_came_to_everything_that_a_report_tells() {
        assertThat(CENSUS).containsEntry("rounds", 1000L);
        assertThat(CENSUS.values()).as(CENSUS.toString()).allMatch(times -> times > 10);
    }

    private static Approvals withoutClassifier(Office office) {
        return Approvals.on(office.store)
                .directory(office.approvals.directory())
                .build();
    }

    private Written written(Random random, SomePolicies policies) {
        List<ReviewerRef> asked = random.nextInt(4) == 0 ? List.of(new ReviewerRef.User("vera")) : List.of();
        PostForm form = form(random, policies).withReviewers(asked);
        PostForm edited = random.nextInt(4) == 0 ? form(random, policies).withReviewers(asked) : null;
        return new Written(random.nextBoolean() ? "maya" : "mark", form, edited, random.nextInt(4) > 0);
    }

    private static PostForm form(Random random, SomePolicies policies) {
        Target target = new Target(new Channel(policies.one(SomePolicies.CHANNELS)), "acme");
        return PostForm.of(
                target,
                policies.one(SomePolicies.WORDS) + " and " + policies.one(SomePolicies.WORDS) + " " + random.nextInt());
    }

    /** What a classifier says is made of the caption by chance, so that it says the same again. */
    private static Optional<List<Label>> seen(Content content) {
        Random random =
                new Random(Digest.of(String.valueOf(content.caption())).hex().hashCode());
        int mood = random.nextInt(10);
        if (mood == 0) throw new IllegalStateException("it fails");
        if (mood == 1) return Optional.empty();
        List<Label> labels = new ArrayList<>();
        for (String name : SomePolicies.LABELS)
            if (random.nextBoolean()) labels.add(Label.of(name, random.nextInt(1001) / 1000.0));
        return Optional.of(labels);
    }

    private static boolean isSeen(Content content) {
        try {
            return seen(content).isPresent();
        } catch (IllegalStateException failed) {
            return false;
        }
    }

    private static PostForm last(Written post) {
        PostForm edited = post.edited();
        return edited == null ? post.form() : edited;
    }

    private Post draft(Written written) {
        Post post = office.approvals.posts().create(office.as(written.author()), written.form());
        PostForm edited = written.edited();
        String other = written.author().equals("maya") ? "mark" : "maya";
        return edited == null ? post : office.approvals.posts().edit(office.as(other), post.id(), 1, edited);
    }

    private Post submitted(Written written) {
        return posts(written).submit(office.as("admin"), draft(written).id(), null);
    }

    private Posts posts(Written written) {
        return (written.classified() ? office.approvals : unclassified).posts();
    }

    private Came came(Written written) {
        Post draft = draft(written);
        try {
            Post submitted = posts(written).submit(office.as("admin"), draft.id(), null);
            return new Came(Objects.requireNonNull(submitted.plan()).stages(), null);
        } catch (InvalidInputException refused) {
            List<RoutedStage> stages = (written.classified() ? office.approvals : unclassified)
                    .routing()
                    .explain(office.as(written.author()), last(written));
            return new Came(stages, refused.violations().get(0).message());
        }
    }

    private static List<String> names(List<RoutedStage> stages) {
        return stages.stream()
                .map(stage -> stage.rule().name())
                .filter(name -> !name.equals("requested"))
                .toList();
    }
}
