package io.countersign.contract;

import static io.countersign.contract.ApproverFixture.anApprover;
import static io.countersign.contract.LinkFixture.aLinkTo;
import static io.countersign.contract.People.BEN;
import static io.countersign.contract.PostFixture.aPost;
import static io.countersign.contract.StageFixture.aStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.content.Channel;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.post.PostStatus;
import io.countersign.problem.InvalidInputException;
import io.countersign.problem.Violation;
import io.countersign.store.Changes;
import io.countersign.store.LinkFilter;
import io.countersign.store.Page;
import io.countersign.store.PageRequest;
import io.countersign.store.PostFilter;
import io.countersign.store.Save;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists are newest first and read in parts. */
interface ListContract extends StoreUnderTest {
    @Test
    default void posts_are_listed_newest_first_as_the_filter_says() {
        World acme = in("acme");
        Post plain = acme.draft();
        clock().pass(Duration.ofSeconds(1));
        Post onX = acme.has(aPost().on("X", "acme").bundledAs("launch"));
        Post tagged = acme.has(aPost().tagged("spring", "sale").bundledAs("launch"));
        Post bens = acme.has(aPost().by(BEN).tagged("sale"));
        Post review = acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        in("other").has(aPost().on("X", "acme").bundledAs("launch").tagged("sale"));
        assertThat(listed(acme, null, null, null, null, null)).containsExactly(review, bens, tagged, onX, plain);
        assertThat(listed(acme, PostStatus.IN_REVIEW, null, null, null, null)).containsExactly(review);
        assertThat(listed(acme, PostStatus.DRAFT, null, null, null, null)).containsExactly(bens, tagged, onX, plain);
        assertThat(listed(acme, null, "X", null, null, null)).containsExactly(onX);
        assertThat(listed(acme, null, null, "sale", null, null)).containsExactly(bens, tagged);
        assertThat(listed(acme, null, null, "spring", null, null)).containsExactly(tagged);
        assertThat(listed(acme, null, null, null, "launch", null)).containsExactly(tagged, onX);
        assertThat(listed(acme, null, null, null, null, "ben")).containsExactly(bens);
        assertThat(listed(acme, PostStatus.DRAFT, "LINKEDIN", "sale", "launch", "ada"))
                .containsExactly(tagged);
        assertThat(listed(acme, PostStatus.IN_REVIEW, null, "sale", null, null)).isEmpty();
        assertThat(listed(acme, null, null, "SALE", null, null)).isEmpty();
        assertThat(listed(acme, null, null, null, "%", "a_a")).isEmpty();
    }

    @Test
    default void a_list_follows_what_an_edit_changes() {
        World acme = in("acme");
        Post post = acme.has(aPost().on("X", "acme").tagged("spring", "sale").bundledAs("launch"));
        post = acme.edited(post, aPost().on("BLUESKY", "acme").tagged("sale", "autumn"));
        assertThat(listed(acme, null, "X", null, null, null)).isEmpty();
        assertThat(listed(acme, null, null, "spring", null, null)).isEmpty();
        assertThat(listed(acme, null, null, null, "launch", null)).isEmpty();
        assertThat(listed(acme, null, "BLUESKY", "sale", null, null)).containsExactly(post);
        assertThat(listed(acme, null, null, "autumn", null, null)).containsExactly(post);
        post = acme.submitted(post, aStage("legal").of("user:lena"));
        assertThat(listed(acme, PostStatus.DRAFT, null, null, null, null)).isEmpty();
        assertThat(listed(acme, PostStatus.IN_REVIEW, null, null, null, null)).containsExactly(post);
    }

    @Test
    default void a_thousand_posts_of_one_instant_are_read_in_parts_each_once() {
        World acme = in("acme");
        List<Post> made = new ArrayList<>();
        for (int part = 0; part < 5; part++) {
            List<Save> saves = IntStream.range(0, 200)
                    .mapToObj(i -> acme.making(aPost().tagged("sale").bundledAs("launch")))
                    .toList();
            acme.commit(Changes.all(acme.id(), saves)).saved().forEach(post -> made.add((Post) post));
        }
        Collections.reverse(made);
        for (PostFilter filter : List.of(
                PostFilter.ALL,
                new PostFilter(PostStatus.DRAFT, null, null, null, null),
                new PostFilter(null, null, "sale", null, null),
                new PostFilter(null, new Channel("LINKEDIN"), null, "launch", "ada")))
            assertThat(Paging.all(page -> store().posts(acme.id(), filter, page), PageRequest.MAX))
                    .as(filter.toString())
                    .isEqualTo(made);
        assertThat(Paging.all(page -> store().posts(acme.id(), PostFilter.ALL, page), 77))
                .isEqualTo(made);
    }

    @Test
    default void what_is_made_while_a_list_is_read_moves_nothing() {
        World acme = in("acme");
        List<Post> made = new ArrayList<>();
        for (int i = 0; i < 6; i++) made.add(acme.draft());
        Page<Post> first = store().posts(acme.id(), PostFilter.ALL, new PageRequest(3, null));
        clock().pass(Duration.ofSeconds(1));
        acme.draft();
        acme.edited(made.get(3), aPost().saying("Edited"));
        Page<Post> second = store().posts(acme.id(), PostFilter.ALL, new PageRequest(3, first.next()));
        assertThat(first.items()).containsExactly(made.get(5), made.get(4), made.get(3));
        assertThat(second.items()).containsExactly(made.get(2), made.get(1), made.get(0));
        assertThat(second.next()).isNull();
    }

    @Test
    default void a_part_that_is_just_full_is_the_last_one() {
        World acme = in("acme");
        assertThat(store().posts(acme.id(), PostFilter.ALL, PageRequest.FIRST))
                .isEqualTo(new Page<Post>(List.of(), null));
        Post one = acme.draft();
        Post two = acme.draft();
        assertThat(store().posts(acme.id(), PostFilter.ALL, new PageRequest(2, null)))
                .isEqualTo(new Page<>(List.of(two, one), null));
    }

    @Test
    default void a_cursor_is_short_enough_to_be_given_back() {
        World acme = in("w".repeat(100));
        for (String id : List.of("\uD83D\uDE80".repeat(31) + "1", "\uD83D\uDE80".repeat(31) + "2", "z".repeat(64)))
            acme.has(aPost().named(id));
        assertThat(Paging.all(page -> store().posts(acme.id(), PostFilter.ALL, page), 1))
                .hasSize(3);
        assertThat(Paging.all(page -> store().entries(acme.id(), TrailFilter.ALL, page), 1))
                .hasSize(3);
    }

    @Test
    default void a_cursor_that_no_page_gave_is_invalid_input() {
        World acme = in("acme");
        acme.submitted(acme.draft(), aStage("legal").of("user:lena"));
        acme.has(aLinkTo(acme.has(anApprover("Nora"))));
        List<Function<PageRequest, Page<?>>> lists = List.of(
                page -> store().posts(acme.id(), PostFilter.ALL, page),
                page -> store().assigned(acme.id(), List.of(new ReviewerRef.User("lena")), false, null, page),
                page -> store().approvers(acme.id(), page),
                page -> store().links(acme.id(), LinkFilter.ALL, page),
                page -> store().entries(acme.id(), TrailFilter.ALL, page));
        for (Function<PageRequest, Page<?>> list : lists)
            for (String cursor : List.of("nonsense", "' OR ''='", "\uD83D\uDE80", "\u0000", "A", "x".repeat(500)))
                refuses(() -> list.apply(new PageRequest(10, cursor)));
    }

    private void refuses(ThrowingCallable call) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(call)
                .satisfies(problem -> assertThat(problem.violations())
                        .extracting(Violation::field)
                        .containsExactly("cursor"));
    }

    private List<Post> listed(
            World world,
            @Nullable PostStatus status,
            @Nullable String channel,
            @Nullable String campaign,
            @Nullable String bundle,
            @Nullable String author) {
        PostFilter filter =
                new PostFilter(status, channel == null ? null : new Channel(channel), campaign, bundle, author);
        return Paging.all(page -> store().posts(world.id(), filter, page), 2);
    }
}
