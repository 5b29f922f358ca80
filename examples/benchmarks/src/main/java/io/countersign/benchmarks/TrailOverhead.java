package io.countersign.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.CheckpointTerms;
import io.countersign.DecisionForm;
import io.countersign.audit.CheckpointSigner;
import io.countersign.audit.Ed25519Signer;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.jdbc.JdbcApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.routing.RoutingPolicy;
import io.countersign.routing.StageRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What the record costs: 8 writers on PostgreSQL create, submit and approve posts, in turn on tables that keep entries, with a
 * checkpoint over all of them before the round is over, and on tables that throw them away (a rule of the server, so that everything
 * but the keeping is the same). Prints the ratio of each pair of rounds, and their median.
 *
 * <pre>java -cp examples/benchmarks/target/benchmarks.jar io.countersign.benchmarks.TrailOverhead [pairs] [seconds]</pre>
 */
public final class TrailOverhead {
    private static final int WRITERS = 8;
    private static final Target TARGET = new Target(new Channel("LINKEDIN"), "acme-corp");
    private static final Call MAYA = call("maya", Permission.POST_WRITE);
    private static final Call AUDITOR = call("eve", Permission.AUDIT_READ);
    private static final Call LENA = call("lena", Permission.REVIEW);

    private TrailOverhead() {}

    private static Call call(String user, Permission... permissions) {
        return Call.of(new WorkspaceId("acme"), Actor.user(user, Set.of(permissions), Set.of()));
    }

    public static void main(String[] args) throws Exception {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 12;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Server server = Server.start();
                HikariDataSource kept = server.tables("kept", WRITERS);
                HikariDataSource thrown = server.tables("thrown", WRITERS)) {
            Server.execute(thrown, "CREATE RULE thrown AS ON INSERT TO approval_entry DO INSTEAD NOTHING");
            Server.execute(thrown, "CREATE RULE thrown AS ON INSERT TO approval_text DO INSTEAD NOTHING");
            CheckpointSigner signer = Ed25519Signer.of("benchmark", Ed25519Signer.generate());
            Approvals with = approvals(kept, CheckpointTerms.signedBy(signer));
            Approvals without = approvals(thrown, CheckpointTerms.NONE);
            round(writers, with, seconds);
            round(writers, without, seconds);
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < pairs; pair++) {
                // Whoever is second finds the caches warmer.
                boolean first = pair % 2 == 0;
                double one = round(writers, first ? with : without, seconds);
                double other = round(writers, first ? without : with, seconds);
                double ratio = first ? one / other : other / one;
                ratios.add(ratio);
                System.out.printf(
                        "with %.1f, without %.1f posts a second: %.3f%n",
                        first ? one : other, first ? other : one, ratio);
            }
            ratios.sort(null);
            System.out.printf(
                    "median %.3f of %d pairs, from %.3f to %.3f%n",
                    ratios.get(pairs / 2), pairs, ratios.get(0), ratios.get(pairs - 1));
        } finally {
            writers.shutdownNow();
        }
    }

    private static Approvals approvals(HikariDataSource pool, CheckpointTerms terms) {
        Approvals approvals = Approvals.on(JdbcApprovalStore.on(pool).build())
                .checkpoints(terms)
                .build();
        StageRule legal = StageRule.of("legal", 0, List.of(new ReviewerRef.User("lena")), Quorum.ANY);
        approvals
                .routing()
                .put(
                        call("admin", Permission.ROUTING_MANAGE),
                        RoutingPolicy.of(List.of(legal), List.of(), List.of("legal")));
        return approvals;
    }

    /** Posts a second that went all the way. */
    private static double round(ExecutorService writers, Approvals approvals, int seconds) throws Exception {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        Callable<Integer> writing = () -> {
            int posts = 0;
            for (; System.nanoTime() < end; posts++) post(approvals);
            return posts;
        };
        int posts = 0;
        for (Future<Integer> writer : writers.invokeAll(Collections.nCopies(WRITERS, writing)))
            posts += writer.get();
        if (!approvals.checkpoints().keys().isEmpty()) approvals.checkpoints().make(AUDITOR);
        return posts * 1e9 / (System.nanoTime() - begun);
    }

    private static void post(Approvals approvals) {
        Post post = approvals.posts().create(MAYA, PostForm.of(TARGET, "A caption like any other. ".repeat(20)));
        approvals.posts().submit(MAYA, post.id(), "Please");
        approvals.reviews().decide(LENA, DecisionForm.of(post.id(), 1, Verdict.APPROVE, "Fine"));
    }
}
