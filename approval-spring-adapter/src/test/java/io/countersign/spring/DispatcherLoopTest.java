package io.countersign.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.WorkspaceId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.publish.Publisher;
import io.countersign.publish.Receipt;
import io.countersign.routing.RoutingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DispatcherLoopTest {
    private static final Call ADMIN =
            Call.of(new WorkspaceId("acme"), Actor.user("admin", Set.of(Permission.values()), Set.of()));

    @Test
    void what_is_due_goes_out_by_itself() throws Exception {
        CountDownLatch published = new CountDownLatch(1);
        Approvals approvals = approvals((permit, version) -> {
            published.countDown();
            return new Receipt("ref-1");
        });
        Post post = released(approvals);
        DispatcherLoop loop = new DispatcherLoop(approvals, Duration.ofMillis(5));

        loop.start();
        assertThat(published.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stop();

        assertThat(approvals.posts().get(ADMIN, post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
    }

    @Test
    void stopping_waits_for_the_run_that_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Approvals approvals = approvals((permit, version) -> {
            begun.countDown();
            go.await();
            return new Receipt("ref-1");
        });
        Post post = released(approvals);
        DispatcherLoop loop = new DispatcherLoop(approvals, Duration.ofHours(1));
        loop.start();
        begun.await();

        Thread stopping = new Thread(loop::stop);
        stopping.start();
        go.countDown();
        stopping.join();

        assertThat(loop.isRunning()).isFalse();
        assertThat(approvals.posts().get(ADMIN, post.id()).status()).isEqualTo(PostStatus.PUBLISHED);
    }

    @Test
    void a_run_that_fails_is_followed_by_the_next() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        AtomicInteger asked = new AtomicInteger();
        Approvals broken = Approvals.on(new InMemoryApprovalStore(() -> {
                    if (Thread.currentThread().getName().equals("approval-dispatcher")) {
                        asked.incrementAndGet();
                        twice.countDown();
                        throw new IllegalStateException("the clock is broken");
                    }
                    return java.time.Instant.now();
                }))
                .publisher((permit, version) -> new Receipt(null))
                .build();
        DispatcherLoop loop = new DispatcherLoop(broken, Duration.ofMillis(5));

        loop.start();
        assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stop();

        assertThat(asked).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void it_starts_and_stops_once_and_may_start_again() {
        DispatcherLoop loop =
                new DispatcherLoop(approvals((permit, version) -> new Receipt(null)), Duration.ofHours(1));

        assertThat(loop.isRunning()).isFalse();
        loop.stop();
        loop.start();
        loop.start();
        assertThat(loop.isRunning()).isTrue();
        loop.stop();
        loop.start();
        assertThat(loop.isRunning()).isTrue();
        loop.stop();
    }

    private static Approvals approvals(Publisher publisher) {
        Approvals approvals =
                Approvals.on(new InMemoryApprovalStore()).publisher(publisher).build();
        approvals.routing().put(ADMIN, unreviewed());
        return approvals;
    }

    private static Post released(Approvals approvals) {
        Post post = approvals.posts().create(ADMIN, PostForm.of(new Target(new Channel("X"), "acme"), "Now"));
        approvals.posts().submit(ADMIN, post.id(), null);
        return approvals.posts().release(ADMIN, post.id());
    }

    private static RoutingPolicy unreviewed() {
        return new RoutingPolicy(List.of(), List.of(), List.of(), List.of(), false, null, null, null, null);
    }
}
