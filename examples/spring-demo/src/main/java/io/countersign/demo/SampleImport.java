package io.countersign.demo;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.Posts;
import io.countersign.SubmitResult;
import io.countersign.approver.Approver;
import io.countersign.identity.Actor;
import io.countersign.identity.PostId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills the workspace acme where it has no posts yet: when all beans are made and before the port opens, so that nobody
 * meets it half filled. In one transaction of the host, which the library joins: whatever ends us in the middle, the next
 * start begins with nothing.
 */
@Component
final class SampleImport implements SmartInitializingSingleton {
    /** What goes out later is still being written. */
    private static final Duration SUBMITTED = Duration.ofDays(28);

    private static final Call MAYA = call(DemoUser.MAYA);
    private static final Call ADMIN = call(DemoUser.ADMIN);

    private final Approvals approvals;
    private final SampleContent content;
    private final SampleClient client;
    private final TransactionOperations transactions;

    SampleImport(Approvals approvals, SampleContent content, SampleClient client, TransactionOperations transactions) {
        this.approvals = approvals;
        this.content = content;
        this.client = client;
        this.transactions = transactions;
    }

    /** A call in the name of a user. */
    static Call call(DemoUser user) {
        return Call.of(user.workspace(), Actor.user(user.id(), user.permissions(), user.groups()));
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean empty = approvals
                .posts()
                .list(ADMIN, PostFilter.ALL, new PageRequest(1, null))
                .items()
                .isEmpty();
        if (empty) transactions.executeWithoutResult(status -> fill());
    }

    private void fill() {
        Approver dana = client.registered(ADMIN);
        approvals.routing().put(ADMIN, content.policy(dana.id()));
        List<Post> posts = created();
        Instant first = posts.stream()
                .map(post -> post.schedule().at())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = first.plus(SUBMITTED);
        submit(posts.stream()
                .filter(post -> post.schedule().isAfter(Instant.EPOCH)
                        && !post.schedule().isAfter(last))
                .map(Post::id)
                .toList());
    }

    private List<Post> created() {
        List<PostForm> forms = new ArrayList<>(content.posts(approvals.links().now()));
        // Lists show the newest first; what goes out first is what a reviewer wants on top.
        forms.sort(Comparator.comparing(PostForm::scheduledAt, Comparator.nullsFirst(Comparator.reverseOrder())));
        List<Post> posts = new ArrayList<>();
        for (Posts.Created created : approvals.posts().createEach(MAYA, forms)) {
            if (created.problem() != null) throw created.problem();
            posts.add(Objects.requireNonNull(created.post()));
        }
        return posts;
    }

    private void submit(List<PostId> ids) {
        for (SubmitResult result : approvals.posts().submitEach(MAYA, ids))
            if (result instanceof SubmitResult.Failed failed) throw failed.problem();
    }
}
