package io.countersign.contract;

import static io.countersign.contract.People.LENA;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.post.Post;
import io.countersign.review.Plan;
import io.countersign.review.Verdict;
import io.countersign.store.Changes;
import io.countersign.store.RoutedRound;
import io.countersign.store.Save;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rounds as they were routed. */
interface RoundContract extends StoreUnderTest {
    @Test
    default void rounds_of_a_period_are_read_the_latest_first_each_with_the_version_it_was_about() {
        World acme = in("acme");
        Post before = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        clock().pass(Duration.ofHours(1));
        Instant from = acme.now();
        Post first =
                acme.submitted(acme.has(aPost().saying("One")), aStage("legal").of("user:lena"));
        acme.draft();
        in("other").submitted(in("other").draft(), aStage("legal").of("user:lena"));
        clock().pass(Duration.ofHours(1));
        Post refused = acme.refused(LENA, first, Verdict.REQUEST_CHANGES, "No");
        Post second = acme.submitted(
                acme.edited(refused, aPost().saying("Two")), aStage("brand").of("user:lena"));
        acme.edited(second, aPost().saying("Three"));
        clock().pass(Duration.ofHours(1));
        Instant to = acme.now();
        acme.submitted(
                acme.refused(LENA, acme.read(before), Verdict.REQUEST_CHANGES, "No"),
                aStage("legal").of("user:lena"));

        assertThat(read(acme, from, to, 10)).containsExactly(round(second), round(first));
        assertThat(read(acme, from.minusSeconds(7200), from, 10)).containsExactly(round(before));
        assertThat(read(acme, from, from.plusSeconds(1), 10)).containsExactly(round(first));
        assertThat(read(acme, to.plusSeconds(1), to.plusSeconds(2), 10)).isEmpty();
    }

    @Test
    default void the_same_version_in_two_rounds_is_read_with_both() {
        World acme = in("acme");
        Post first = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post refused = acme.refused(LENA, first, Verdict.REQUEST_CHANGES, "No");
        Post second = acme.submitted(
                refused, aStage("legal").of("user:lena"), aStage("brand").of("user:lena"));
        assertThat(second.version()).isEqualTo(first.version());
        assertThat(read(acme, acme.now(), acme.now().plusSeconds(1), 10)).containsExactly(round(second), round(first));
    }

    @Test
    default void rounds_of_one_instant_are_read_in_parts_each_once() {
        World acme = in("acme");
        List<Save> making =
                IntStream.range(0, 25).mapToObj(i -> acme.making(aPost())).toList();
        List<RoutedRound> opened = new ArrayList<>();
        for (var post : acme.commit(Changes.all(acme.id(), making)).saved())
            opened.add(0, round(acme.submitted((Post) post, aStage("legal").of("user:lena"))));
        Instant from = acme.now();
        for (int limit : List.of(1, 7, 25, 100))
            assertThat(read(acme, from, from.plusSeconds(1), limit))
                    .as("by %d", limit)
                    .isEqualTo(opened);
    }

    @Test
    default void the_plans_of_all_rounds_of_a_post_are_read_by_their_numbers() {
        World acme = in("acme");
        Post first = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        Post refused = acme.refused(LENA, first, Verdict.REQUEST_CHANGES, "No");
        Post second = acme.submitted(
                acme.edited(refused, aPost().saying("Two")), aStage("brand").of("user:lena"));
        acme.edited(second, aPost().saying("Three"));

        assertThat(store().plans(acme.id(), first.id()))
                .isEqualTo(Map.of(
                        1, Objects.requireNonNull(first.plan()),
                        2, Objects.requireNonNull(second.plan())));
        assertThat(store().plans(acme.id(), first.id()).get(2))
                .extracting(Plan::pin)
                .isEqualTo(Objects.requireNonNull(second.plan()).pin());
        assertThat(store().plans(acme.id(), acme.draft().id())).isEmpty();
        assertThat(store().plans(in("other").id(), first.id())).isEmpty();
    }

    private List<RoutedRound> read(World world, Instant from, Instant to, int limit) {
        List<RoutedRound> all = new ArrayList<>();
        @Nullable RoutedRound last = null;
        List<RoutedRound> part;
        do {
            part = store().routed(world.id(), from, to, last, limit);
            assertThat(part).hasSizeLessThanOrEqualTo(limit);
            all.addAll(part);
            if (!part.isEmpty()) last = part.get(part.size() - 1);
        } while (part.size() == limit);
        return all;
    }

    private static RoutedRound round(Post post) {
        return new RoutedRound(post.id(), post.author(), post.version(), Objects.requireNonNull(post.plan()));
    }
}
