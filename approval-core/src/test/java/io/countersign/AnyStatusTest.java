package io.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.publish.Capability;
import io.countersign.review.Verdict;
import java.time.Duration;

/** A test of what is possible in some statuses, and brings a post into each of them. */
abstract class AnyStatusTest extends OfficeTest {
    /** A post of maya's that has come so far. */
    Post in(PostStatus status) {
        return switch (status) {
            case DRAFT -> office.draft("draft");
            case WITHDRAWN ->
                office.approvals
                        .posts()
                        .withdraw(office.as("maya"), office.draft("gone").id());
            case SCHEDULED -> approved(ahead(form()));
            case PUBLISHING, PUBLISHED, FAILED, UNCONFIRMED -> onItsWay(status);
            default -> reviewed(submitted(form()), status);
        };
    }

    Post reviewed(Post post, PostStatus status) {
        switch (status) {
            case CHANGES_REQUESTED -> decide(post, "lena", Verdict.REQUEST_CHANGES);
            case REJECTED -> decide(post, "lena", Verdict.REJECT);
            case APPROVED -> decide(post, "lena", Verdict.APPROVE);
            default -> {}
        }
        return office.now(post.id());
    }

    Post onItsWay(PostStatus status) {
        Post post = approved(form());
        release(post);
        switch (status) {
            case PUBLISHED -> office.approvals.tick();
            case FAILED -> {
                office.channels.fail(9);
                for (int i = 0; i < 3; i++) {
                    office.approvals.tick();
                    clock.pass(Duration.ofHours(1));
                }
            }
            default -> {
                office.channels.promise(Capability.NONE);
                office.claimAndCrash();
                if (status == PostStatus.UNCONFIRMED) {
                    clock.pass(Duration.ofHours(1));
                    office.approvals.tick();
                }
            }
        }
        Post now = office.now(post.id());
        assertThat(now.status()).isEqualTo(status);
        return now;
    }
}
