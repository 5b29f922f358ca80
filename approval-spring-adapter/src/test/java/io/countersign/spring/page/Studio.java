package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.Permission;
import io.countersign.identity.PostId;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workspace of a test's own: maya writes and lena reviews, both users of the host; Jordan reviews through a link. */
final class Studio {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    final Approvals approvals;
    final WorkspaceId workspace = new WorkspaceId("studio-" + UUID.randomUUID());
    final Approver jordan;
    final IssuedLink link;

    Studio(Approvals approvals) {
        this.approvals = approvals;
        jordan =
                approvals.approvers().register(as("maya"), ApproverForm.external("Jordan Smith", "jordan@example.com"));
        link = approvals.links().create(as("maya"), LinkForm.of(jordan.id()));
    }

    Call as(String user) {
        return Call.of(workspace, Actor.user(user, EnumSet.allOf(Permission.class), Set.of()));
    }

    ReviewerRef jordans() {
        return new ReviewerRef.Approver(jordan.id());
    }

    static PostForm form(String account, String caption) {
        return PostForm.of(new Target(new Channel("LINKEDIN"), account), caption);
    }

    /** A post that waits for Jordan alone. */
    Post waiting(String account, String caption) {
        return submitted(form(account, caption).withReviewers(List.of(jordans())));
    }

    /** A post that waits for Jordan and for lena. */
    Post waitingForBoth(String account, String caption) {
        return submitted(form(account, caption).withReviewers(List.of(jordans(), ReviewerRef.parse("user:lena"))));
    }

    Post submitted(PostForm form) {
        Post post = approvals.posts().create(as("maya"), form);
        return approvals.posts().submit(as("maya"), post.id(), null);
    }

    /** The next version of a post, not submitted. */
    Post revised(Post post, String caption) {
        Post now = now(post.id());
        return approvals
                .posts()
                .edit(
                        as("maya"),
                        post.id(),
                        now.version().number(),
                        form(now.version().content().target().account(), caption)
                                .withReviewers(List.of(jordans())));
    }

    Post resubmitted(Post post) {
        return approvals.posts().submit(as("maya"), post.id(), null);
    }

    Post now(PostId id) {
        return approvals.posts().get(as("maya"), id);
    }

    void revoke() {
        approvals.links().revoke(as("maya"), link.link().id());
    }

    String linkId() {
        return link.link().id().value();
    }

    String url() {
        return link.url().reveal();
    }

    String password() {
        return Objects.requireNonNull(link.password()).reveal();
    }

    /** Everything that the record holds, newest first. */
    List<AuditEntry> record() {
        List<AuditEntry> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            var page = approvals.records().entries(as("maya"), TrailFilter.ALL, new PageRequest(200, cursor));
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    long recorded(String action) {
        return record().stream().filter(entry -> entry.action().equals(action)).count();
    }
}
