package io.countersign.notice;

import io.countersign.identity.Assurance;
import io.countersign.identity.Person;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.Standing;
import io.countersign.link.Link;
import io.countersign.link.LinkStatus;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.publish.Clearance;
import io.countersign.review.Ending;
import io.countersign.review.Round;
import io.countersign.review.StageStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Whether what somebody was to be told still is so: nothing is announced that is settled already. Pure. */
public final class Still {
    /** A time that was missed matters no more once the post is on its way, or never will be. */
    private static final Set<PostStatus> MISSING = EnumSet.of(
            PostStatus.DRAFT,
            PostStatus.IN_REVIEW,
            PostStatus.CHANGES_REQUESTED,
            PostStatus.REJECTED,
            PostStatus.APPROVED,
            PostStatus.FAILED);

    private Still() {}

    /** Whether it is news, to this person, of the post as it is now. */
    public static boolean isSo(Notice notice, Post post, Standing standing) {
        if (standing.person().equals(notice.causedBy())) return false;
        return switch (notice.kind()) {
            case REVIEW, REMINDER, OVERDUE, ESCALATED -> waitsFor(notice, post, standing);
            case BLOCKED ->
                inOpenStage(notice, post, (round, stage) -> round.stage(stage).blocked() != null);
            case DELAYED -> inOpenStage(notice, post, (round, stage) -> true);
            case REFUSED -> ended(notice, post, Ending.REFUSED) && isBack(post);
            case RETURNED -> ended(notice, post, Ending.RETURNED) && isBack(post);
            case APPROVED ->
                post.state().clearance() instanceof Clearance.Approved cleared
                        && Integer.valueOf(cleared.round()).equals(notice.round());
            case MISSED -> post.state().missedSchedule() && MISSING.contains(post.status());
            case FAILED -> post.status() == PostStatus.FAILED || post.status() == PostStatus.UNCONFIRMED;
            case SUPERSEDED ->
                !post.round().map(round -> round.awaits(standing)).orElse(false);
            case RENEWAL, EXPIRING, GUESSED -> false;
        };
    }

    /** Whether it is news of the link as it is now. */
    public static boolean isSo(Notice notice, Link link, Instant now) {
        return switch (notice.kind()) {
            case RENEWAL -> link.renewalRequestedAt() != null;
            case EXPIRING -> link.status(now) == LinkStatus.ACTIVE && link.endsSoon(now);
            case GUESSED -> link.usage().failures() > 0;
            default -> false;
        };
    }

    /** Whether the very stage asks this person, who could decide in it and has not. */
    private static boolean waitsFor(Notice notice, Post post, Standing standing) {
        Person person = standing.person();
        return inOpenStage(
                notice,
                post,
                (round, stage) -> (person.hasAccount() || round.rule(stage).minAssurance() == Assurance.LINK)
                        && isFree(post, round, stage, person)
                        && (asks(round, stage, standing.own())
                                || standing.places().stream()
                                        .anyMatch(place -> isFree(post, round, stage, place.of())
                                                && asks(round, stage, place.refs()))));
    }

    private static boolean asks(Round round, int stage, Set<ReviewerRef> refs) {
        return round.entries(stage).stream().anyMatch(refs::contains);
    }

    /** Whether no decision of this person's, or in their place, stands in the stage, and four eyes do not forbid one. */
    private static boolean isFree(Post post, Round round, int stage, Person person) {
        boolean decided = round.stage(stage).votes().stream()
                .anyMatch(vote -> vote.person().equals(person) || person.equals(vote.inPlaceOf()));
        boolean barred = round.plan().fourEyes() && post.state().contributors().contains(person);
        return !decided && !barred;
    }

    private interface StageTest {
        boolean of(Round round, int stage);
    }

    private static boolean inOpenStage(Notice notice, Post post, StageTest test) {
        return round(notice, post)
                .filter(Round::isOpen)
                .filter(round -> IntStream.range(0, round.progress().stages().size())
                        .filter(stage -> round.rule(stage).name().equals(notice.stage()))
                        .filter(stage -> round.stage(stage).status() == StageStatus.OPEN)
                        .anyMatch(stage -> test.of(round, stage)))
                .isPresent();
    }

    private static boolean ended(Notice notice, Post post, Ending ending) {
        Predicate<Round> so = round -> round.progress().ending() == ending;
        return round(notice, post).filter(so).isPresent();
    }

    private static boolean isBack(Post post) {
        return post.status() == PostStatus.CHANGES_REQUESTED || post.status() == PostStatus.REJECTED;
    }

    /** The round that the notice is about, where it is the last one still. */
    private static Optional<Round> round(Notice notice, Post post) {
        return post.round()
                .filter(round -> Integer.valueOf(round.plan().round()).equals(notice.round()));
    }
}
