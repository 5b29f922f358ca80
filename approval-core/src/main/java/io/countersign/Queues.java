package io.countersign;

import io.countersign.identity.Permission;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Text;
import io.countersign.review.Outlook;
import io.countersign.routing.StageRule;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.QueueCount;
import io.countersign.store.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a workspace, whoever it waits for: in the stages of review, for a release, for a review that is owed, and
 * what waits too long for its slot. What waits for one person is in {@link Reviews#waiting}. To who comes through a link
 * none of it exists.
 */
public final class Queues {
    /** Slots later than this are not judged yet. */
    public static final Duration LOOKED_AHEAD = Duration.ofDays(90);

    private static final int MOST_LOOKED_AT = 1000;

    private record Name(@Text(min = 1, max = 100) String stage) {}

    private final Desk desk;
    private final UsualTimes usualTimes;

    Queues(Desk desk) {
        this.desk = desk;
        this.usualTimes = new UsualTimes(desk.store::decisions);
    }

    /** Stages in which posts wait, by name; needs {@code review}. */
    public List<QueueCount> all(Call call) {
        desk.needAny(call, Permission.REVIEW);
        return desk.store.queues(call.workspace());
    }

    /**
     * Posts that wait in a stage, newest first; none where no open stage has that name. Needs {@code review}.
     *
     * @throws InvalidInputException for what can be no name of a stage
     */
    public Page<Post> of(Call call, String stage, PageRequest page) {
        desk.needAny(call, Permission.REVIEW);
        return desk.store.queue(
                call.workspace(), desk.checks.valid(new Name(stage)).stage(), page);
    }

    /** Approved posts that wait for a person to release them, newest first; needs {@code post:release} or {@code review}. */
    public Page<Post> release(Call call, PageRequest page) {
        desk.needAny(call, Permission.POST_RELEASE, Permission.REVIEW);
        PostFilter approved = new PostFilter(PostStatus.APPROVED, null, null, null, null);
        return desk.store.posts(call.workspace(), approved, page);
    }

    /**
     * Posts that went out by break glass and that nobody has reviewed since, newest first; needs {@code post:release} or
     * {@code review}.
     */
    public Page<Post> owed(Call call, PageRequest page) {
        desk.needAny(call, Permission.POST_RELEASE, Permission.REVIEW);
        return desk.store.owed(call.workspace(), page);
    }

    /**
     * Posts in review that will not be approved before their slots if their stages take as long as they usually do, the
     * soonest slot first; needs {@code review}, {@code post:write} or {@code post:release}. What a stage usually takes is
     * the median time to a decision in it over the last 90 days, at most the latest 10,000 decisions; with fewer than five,
     * its deadline, and without one, 24 hours. It is looked up again every few minutes.
     *
     * <p>A page may be shorter than asked for, and not the last.
     *
     * @see Outlook
     */
    public Page<AtRisk> atRisk(Call call, PageRequest page) {
        desk.needAny(call, Permission.REVIEW, Permission.POST_WRITE, Permission.POST_RELEASE);
        @Nullable Slot after = SlotCursor.read(page);
        Instant now = desk.store.now();
        Function<StageRule, Duration> usual = usualTimes.of(call.workspace(), now);
        List<AtRisk> found = new ArrayList<>();
        for (int looked = 0; looked < MOST_LOOKED_AT; looked += PageRequest.MAX) {
            List<Post> posts =
                    desk.store.upcoming(call.workspace(), now, now.plus(LOOKED_AHEAD), after, PageRequest.MAX);
            for (Post post : posts) risk(post, usual, now).ifPresent(found::add);
            if (found.size() > page.limit()) {
                List<AtRisk> part = found.subList(0, page.limit());
                return new Page<>(
                        part, SlotCursor.of(slot(part.get(part.size() - 1).post())));
            }
            if (posts.size() < PageRequest.MAX) return new Page<>(found, null);
            after = slot(posts.get(posts.size() - 1));
        }
        return new Page<>(found, SlotCursor.of(Objects.requireNonNull(after)));
    }

    private static Optional<AtRisk> risk(Post post, Function<StageRule, Duration> usual, Instant now) {
        Instant slot = slot(post).at();
        return post.round()
                .map(round -> Outlook.of(round, usual, now))
                .filter(outlook -> !outlook.isBefore(slot))
                .map(outlook -> new AtRisk(post, slot, outlook.clearedAt(), outlook.holdups()));
    }

    private static Slot slot(Post post) {
        return new Slot(Objects.requireNonNull(post.schedule().at()), post.id());
    }
}
