package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.post.PostStatus.APPROVED;
import static io.countersign.post.PostStatus.CHANGES_REQUESTED;
import static io.countersign.post.PostStatus.DRAFT;
import static io.countersign.post.PostStatus.FAILED;
import static io.countersign.post.PostStatus.IN_REVIEW;
import static io.countersign.post.PostStatus.PUBLISHED;
import static io.countersign.post.PostStatus.REJECTED;
import static io.countersign.post.PostStatus.SCHEDULED;
import static io.countersign.post.PostStatus.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.countersign.post.IllegalTransitionException;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.problem.NotPermittedException;
import io.countersign.review.Verdict;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deed by who may do it, in each status in which it is possible, and by what the record calls it. */
class DeedsTest extends GlassTest {
    private static final Set<PostStatus> BEFORE_PUBLISHING =
            EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED, SCHEDULED, FAILED);

    private interface Doing {
        void apply(DeedsTest test, Call call, Post post);
    }

    private enum Deed {
        EDIT(
                "maya",
                "lena",
                BEFORE_PUBLISHING,
                "post.edited",
                (test, call, post) -> test.office
                        .approvals
                        .posts()
                        .edit(call, post.id(), post.version().number(), PostForm.of(LINKEDIN, "other words"))),
        SUBMIT(
                "maya",
                "lena",
                EnumSet.of(DRAFT, CHANGES_REQUESTED),
                "post.submitted",
                (test, call, post) -> test.office.approvals.posts().submit(call, post.id(), null)),
        DECIDE(
                "lena",
                "rita",
                EnumSet.of(IN_REVIEW),
                "post.decided",
                (test, call, post) -> test.office
                        .approvals
                        .reviews()
                        .decide(call, DecisionForm.of(post.id(), post.version().number(), Verdict.APPROVE, null))),
        RELEASE(
                "rita",
                "maya",
                EnumSet.of(APPROVED),
                "post.released",
                (test, call, post) -> test.office.approvals.posts().release(call, post.id())),
        RESCHEDULE(
                "maya",
                "lena",
                BEFORE_PUBLISHING,
                "post.rescheduled",
                (test, call, post) -> test.office
                        .approvals
                        .posts()
                        .reschedule(call, post.id(), test.clock.instant().plus(Duration.ofDays(2)), ZoneOffset.UTC)),
        HOLD(
                "rita",
                "mark",
                EnumSet.of(APPROVED, SCHEDULED),
                "post.held",
                (test, call, post) -> test.office.approvals.posts().hold(call, post.id(), "wait")),
        WITHDRAW(
                "maya",
                "lena",
                BEFORE_PUBLISHING,
                "post.withdrawn",
                (test, call, post) -> test.office.approvals.posts().withdraw(call, post.id())),
        RETRY(
                "rita",
                "maya",
                EnumSet.of(FAILED),
                "post.retried",
                (test, call, post) -> test.office.approvals.posts().retry(call, post.id())),
        CONFIRM(
                "rita",
                "maya",
                EnumSet.of(UNCONFIRMED),
                "post.confirmed",
                (test, call, post) ->
                        test.office.approvals.posts().confirm(call, post.id(), true, "https://out.example")),
        RECALL(
                "rita",
                "maya",
                EnumSet.of(APPROVED, SCHEDULED, PUBLISHED),
                "post.recalled",
                (test, call, post) -> test.office.approvals.posts().recall(call, post.id(), "not now")),
        BREAK_GLASS(
                "rita",
                "maya",
                EnumSet.of(DRAFT, IN_REVIEW, CHANGES_REQUESTED, REJECTED, APPROVED),
                "post.break-glass-asked",
                (test, call, post) -> test.office.approvals.breakGlass().ask(call, post.id(), "fire"));

        final String able;
        final String unable;
        final Set<PostStatus> possible;
        final String action;
        final Doing doing;

        Deed(String able, String unable, Set<PostStatus> possible, String action, Doing doing) {
            this.able = able;
            this.unable = unable;
            this.possible = possible;
            this.action = action;
            this.doing = doing;
        }
    }

    private static Stream<Arguments> possible() {
        return Stream.of(Deed.values()).flatMap(deed -> deed.possible.stream().map(in -> Arguments.of(deed, in)));
    }

    /** A late approval is possible in more statuses than a first one, and is told of elsewhere. */
    private static Stream<Arguments> impossible() {
        return Stream.of(Deed.values())
                .flatMap(deed -> EnumSet.complementOf(EnumSet.copyOf(deed.possible)).stream()
                        .filter(in -> deed != Deed.DECIDE
                                || !EnumSet.of(APPROVED, SCHEDULED).contains(in))
                        .map(in -> Arguments.of(deed, in)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("possible")
    void S_59_a_deed_that_is_possible_is_done_and_stands_in_the_record_by_its_name(Deed deed, PostStatus status) {
        Post post = in(status);
        deed.doing.apply(this, office.as(deed.able), post);
        List<String> told =
                actions(post.id()).subList(0, (int) (office.now(post.id()).revision() - post.revision()));
        assertThat(told).contains(deed.action);
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("impossible")
    void S_59_a_deed_that_no_row_has_is_an_illegal_transition_and_changes_nothing(Deed deed, PostStatus status) {
        Post post = in(status);
        assertThat(catchThrowable(() -> deed.doing.apply(this, office.as(deed.able), post)))
                .isInstanceOfSatisfying(
                        IllegalTransitionException.class,
                        refusal -> assertThat(refusal.postStatus()).isEqualTo(status));
        assertUnchangedButForTheRefusal(post);
    }

    @ParameterizedTest
    @EnumSource
    void a_deed_by_somebody_who_may_not_is_not_permitted_and_changes_nothing(Deed deed) {
        Post post = in(deed.possible.iterator().next());
        assertThat(catchThrowable(() -> deed.doing.apply(this, office.as(deed.unable), post)))
                .isInstanceOf(NotPermittedException.class);
        assertUnchangedButForTheRefusal(post);
    }

    private void assertUnchangedButForTheRefusal(Post post) {
        Post after = office.now(post.id());
        assertThat(after.state()).isEqualTo(post.state());
        assertThat(after.status()).isEqualTo(post.status());
        assertThat(after.version()).isEqualTo(post.version());
        assertThat(actions(post.id()).subList(0, (int) (after.revision() - post.revision())))
                .allMatch("post.refused"::equals);
    }
}
