package io.countersign;

import static io.countersign.contract.office.Office.LINKEDIN;
import static io.countersign.contract.office.Office.stage;

import io.countersign.audit.AuditEntry;
import io.countersign.contract.HandClock;
import io.countersign.contract.office.Office;
import io.countersign.identity.PostId;
import io.countersign.memory.InMemoryApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.post.Release;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/** A test in an office where legal sees everything. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
abstract class OfficeTest {
    final HandClock clock = new HandClock();
    final Office office = new Office(new InMemoryApprovalStore(clock), clock);

    @BeforeEach
    void legal_sees_everything() {
        office.wanting(stage("legal", 0, Quorum.ANY, "group:legal"));
    }

    PostForm form() {
        return PostForm.of(LINKEDIN, "Hello");
    }

    PostForm ahead(PostForm form) {
        return form.withSchedule(clock.instant().plus(Duration.ofHours(1)), ZoneOffset.UTC);
    }

    static PostForm manual(PostForm form) {
        return form.withRelease(Release.MANUAL);
    }

    Post submitted(PostForm form) {
        return submit(office.approvals.posts().create(office.as("maya"), form));
    }

    Post approved(PostForm form) {
        Post post = submitted(form);
        approve(post, "lena");
        return office.now(post.id());
    }

    Post submit(Post post) {
        return office.approvals.posts().submit(office.as("maya"), post.id(), null);
    }

    Post edit(Post post, PostForm form) {
        return office.approvals
                .posts()
                .edit(office.as("maya"), post.id(), post.version().number(), form);
    }

    Post release(Post post) {
        return office.approvals.posts().release(office.as("rita"), post.id());
    }

    Post reschedule(Post post, Instant at) {
        return office.approvals
                .posts()
                .reschedule(office.as("maya"), post.id(), at, post.schedule().zone());
    }

    void approve(Post post, String who) {
        decide(post, who, Verdict.APPROVE);
    }

    void approveAt(Post post, String who, Instant at) {
        office.approvals
                .reviews()
                .decide(office.as(who), new DecisionForm(post.id(), 1, null, Verdict.APPROVE, null, null, at, null));
    }

    void decide(Post post, String who, Verdict verdict) {
        office.approvals
                .reviews()
                .decide(
                        office.as(who),
                        DecisionForm.of(
                                post.id(), post.version().number(), verdict, verdict.refuses() ? "because" : null));
    }

    List<String> actions(PostId id) {
        return entries(id, null).stream().map(AuditEntry::action).toList();
    }

    List<AuditEntry> entries(PostId id, String action) {
        return office.approvals
                .records()
                .entries(
                        office.as("admin"),
                        new TrailFilter(id, null, null, action, null, null),
                        new PageRequest(200, null))
                .items();
    }

    static Instant cut(Instant time) {
        return time.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
