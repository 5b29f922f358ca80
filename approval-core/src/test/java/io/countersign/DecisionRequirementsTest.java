package io.countersign;

import static io.countersign.contract.office.Office.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.content.Channel;
import io.countersign.content.Content;
import io.countersign.content.Media;
import io.countersign.content.Target;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.PostStatus;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DecisionRequirementsTest {
    private static final Media IMAGE = new Media("https://cdn.example/a.png", Media.Type.IMAGE, "a dog", null);
    private static final Content CONTENT = new Content(
            Office.LINKEDIN, "caption", "https://example.com/", List.of(IMAGE), "product", List.of("spring"), "note");

    private final HandClock clock = new HandClock();
    private final Office office = new Office(new InMemoryApprovalStore(clock), clock);

    @Test
    void S_57_each_material_part_is_in_the_digest() {
        Target elsewhere = new Target(Office.LINKEDIN.channel(), "another");
        Target onX = new Target(new Channel("X"), Office.LINKEDIN.account());
        Media alt = new Media(IMAGE.url(), IMAGE.type(), "a cat", null);
        Media gif = new Media(IMAGE.url(), Media.Type.GIF, IMAGE.altText(), null);
        Media moved = new Media("https://cdn.example/b.png", IMAGE.type(), IMAGE.altText(), null);
        Set<Digest> digests = new HashSet<>();
        List<Content> all = List.of(
                CONTENT,
                with(elsewhere, "caption", IMAGE, "product", "spring", "note"),
                with(onX, "caption", IMAGE, "product", "spring", "note"),
                with(Office.LINKEDIN, "Caption", IMAGE, "product", "spring", "note"),
                with(Office.LINKEDIN, "caption", alt, "product", "spring", "note"),
                with(Office.LINKEDIN, "caption", gif, "product", "spring", "note"),
                with(Office.LINKEDIN, "caption", moved, "product", "spring", "note"),
                with(Office.LINKEDIN, "caption", IMAGE, "health", "spring", "note"),
                with(Office.LINKEDIN, "caption", IMAGE, "product", "summer", "note"),
                with(Office.LINKEDIN, "caption", IMAGE, "product", "spring", "Note"),
                CONTENT.withCaption(null));
        all.forEach(content -> digests.add(content.digest()));
        assertThat(digests).hasSize(all.size());
        Digest bytes = Digest.of("the bytes");
        assertThat(with(Office.LINKEDIN, "caption", IMAGE.pinned(bytes), "product", "spring", "note")
                        .digest())
                .as("where the bytes are known, they count and not the address")
                .isEqualTo(with(Office.LINKEDIN, "caption", moved.pinned(bytes), "product", "spring", "note")
                        .digest());
    }

    @Test
    void S_57_the_digest_of_one_content_never_changes() {
        assertThat(CONTENT.digest().hex())
                .isEqualTo("7f86f170abd00ebb47d29bbbed3047661bcebda3f161e5e9466b0ac9ee3d3d89");
    }

    @Test
    void S_57_a_decision_records_the_schedule_that_was_shown() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
        PostForm form = PostForm.of(Office.LINKEDIN, "Hello")
                .withSchedule(clock.instant().plus(Duration.ofHours(1)), ZoneId.of("Asia/Tokyo"));
        Post post = office.approvals.posts().create(office.as("maya"), form);
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        office.approvals.reviews().decide(office.as("lena"), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));
        Map<String, Object> details = Trail.details(office.store
                .entries(
                        Office.ACME,
                        new TrailFilter(post.id(), null, null, "post.decided", null, null),
                        PageRequest.FIRST)
                .items()
                .get(0)
                .bytes());
        assertThat(details)
                .containsEntry("timeZone", "Asia/Tokyo")
                .containsEntry("scheduledAt", "2026-03-02T10:00:00.123456Z");
    }

    @Test
    void S_58_media_are_pinned_by_the_hosts_resolver_and_marked_where_they_are_not() {
        Digest bytes = Digest.of("bytes of a.png");
        Approvals approvals = Approvals.on(new InMemoryApprovalStore(clock))
                .mediaResolver(
                        (workspace, media) -> media.url().endsWith("a.png") ? Optional.of(bytes) : Optional.empty())
                .build();
        PostForm form = PostForm.of(Office.LINKEDIN, "Look").withMedia(List.of(IMAGE));
        Post pinned = approvals.posts().create(office.as("maya"), form);
        assertThat(pinned.version().content().media().get(0).sha256()).isEqualTo(bytes);
        assertThat(pinned.version().content().pinned()).isTrue();
        Media other = new Media("https://cdn.example/b.png", Media.Type.IMAGE, null, null);
        Post unpinned = approvals.posts().create(office.as("maya"), form.withMedia(List.of(IMAGE, other)));
        assertThat(unpinned.version().content().pinned()).isFalse();
        assertThat(approvals
                        .posts()
                        .edit(office.as("maya"), pinned.id(), 1, form)
                        .revision())
                .as("the same form resolves to the same content")
                .isEqualTo(pinned.revision());
    }

    @RepeatedTest(20)
    void S_65_two_approvers_at_the_same_instant_both_count_and_each_vote_raises_the_revision() throws Exception {
        office.wanting(stage("both", 0, new Quorum.AtLeast(3), "group:legal", "user:vera", "user:admin"));
        Post post = office.draft("Hello");
        office.approvals.posts().submit(office.as("maya"), post.id(), null);
        long before = office.now(post.id()).revision();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<DecisionResult>> votes = new ArrayList<>();
            for (String who : List.of("lena", "lou", "vera", "admin"))
                votes.add(() -> office.approvals
                        .reviews()
                        .decide(office.as(who), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null)));
            for (Future<DecisionResult> vote : threads.invokeAll(votes))
                assertThat(vote.get()).isInstanceOf(DecisionResult.Recorded.class);
        } finally {
            threads.shutdownNow();
        }
        Post after = office.now(post.id());
        assertThat(after.status()).isEqualTo(PostStatus.APPROVED);
        assertThat(after.round().orElseThrow().stage(0).votes()).hasSize(4);
        assertThat(after.revision()).as("four votes and one approval").isEqualTo(before + 5);
        long late = IntStream.range(0, 4)
                .filter(vote ->
                        after.round().orElseThrow().stage(0).votes().get(vote).late())
                .count();
        assertThat(late).isEqualTo(1);
    }

    private static Content with(
            Target target, String caption, Media media, String category, String campaign, String note) {
        return new Content(target, caption, "https://example.com/", List.of(media), category, List.of(campaign), note);
    }
}
