package io.countersign.benchmarks;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Head;
import io.countersign.audit.Stamp;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Roster;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Editing;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.PostForm;
import io.countersign.post.Terms;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Quorum;
import io.countersign.routing.Router;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The pure parts of a decision: the rules alone, the digest of a content, the chaining of an entry. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideBenchmark {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final Situation author = situation("maya", Permission.POST_WRITE);
    private final Situation reviewer = situation("lena", Permission.REVIEW);
    private final PostCommand approve =
            new PostCommand.Decide("d-1", 1, null, Verdict.APPROVE, null, Visibility.INTERNAL, null, null);
    private final Post waiting = waiting();

    private static Situation situation(String user, Permission permission) {
        return new Situation(Actor.user(user, Set.of(permission), Set.of("legal")), Roster.EMPTY, NOW);
    }

    private Post waiting() {
        PostForm form =
                PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), "A caption like any other. ".repeat(20));
        Post draft = Editing.create(ACME, new PostId("p-1"), form, author).after();
        StageRule legal = StageRule.of("legal", 0, List.of(new ReviewerRef.User("lena")), Quorum.ANY);
        RoutingPolicy policy = RoutingPolicy.of(List.of(legal), List.of(), List.of("legal"));
        PostCommand submit = new PostCommand.Submit(
                null, new PolicyVersion(ACME, Head.START, 1, policy, "admin", NOW), Router.of(policy));
        return ((Outcome.Changed) submit.applyTo(draft, author, Terms.DEFAULT)).after();
    }

    /** The goal is 500,000 a second on one core. */
    @Benchmark
    public Outcome decide() {
        return approve.applyTo(waiting, reviewer, Terms.DEFAULT);
    }

    @Benchmark
    public Digest digest() {
        return waiting.version().content().digest();
    }

    @Benchmark
    public List<AuditEntry> decideAndChain() {
        Outcome.Changed changed = (Outcome.Changed) approve.applyTo(waiting, reviewer, Terms.DEFAULT);
        return Trail.append(
                waiting.head(), waiting.stream(), new Stamp(ACME, reviewer.actor(), NOW, null, "node-1"), changed.changes());
    }
}
