package io.countersign.quickstart;

import static io.countersign.identity.Permission.APPROVER_MANAGE;
import static io.countersign.identity.Permission.AUDIT_READ;
import static io.countersign.identity.Permission.LINK_MANAGE;
import static io.countersign.identity.Permission.POST_RELEASE;
import static io.countersign.identity.Permission.POST_WRITE;

import io.countersign.Approvals;
import io.countersign.ApproverForm;
import io.countersign.Call;
import io.countersign.DecisionForm;
import io.countersign.IssuedLink;
import io.countersign.LinkForm;
import io.countersign.ReviewSession;
import io.countersign.approver.Approver;
import io.countersign.content.Channel;
import io.countersign.content.Target;
import io.countersign.identity.Actor;
import io.countersign.identity.ReviewerRef;
import io.countersign.identity.WorkspaceId;
import io.countersign.jdbc.ApprovalSchema;
import io.countersign.jdbc.JdbcApprovalStore;
import io.countersign.post.Post;
import io.countersign.post.PostForm;
import io.countersign.publish.Receipt;
import io.countersign.review.Verdict;
import java.util.List;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;

/** From a draft to a published post that a client approved on a link: the whole of it, without a framework. */
public final class Quickstart {
    public static void main(String[] args) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:quickstart;DB_CLOSE_DELAY=-1");
        ApprovalSchema.on(database).apply(ApprovalSchema.Mode.MIGRATE);

        Approvals approvals = Approvals.on(JdbcApprovalStore.on(database).build())
                .baseUrl("https://posts.example/approval")
                .publisher((permit, version) -> {
                    System.out.println("Published: " + version.content().caption());
                    return new Receipt("https://linkedin.example/posts/1");
                })
                .build();

        var maya = Actor.user(
                "maya", Set.of(POST_WRITE, POST_RELEASE, APPROVER_MANAGE, LINK_MANAGE, AUDIT_READ), Set.of());
        Call call = Call.of(new WorkspaceId("acme"), maya);

        // A client without an account, who must say yes.
        Approver client = approvals.approvers().register(call, ApproverForm.external("Dana", "dana@example.com"));
        PostForm form = PostForm.of(new Target(new Channel("LINKEDIN"), "acme-corp"), "We are hiring!")
                .withReviewers(List.of(new ReviewerRef.Approver(client.id())));
        Post post = approvals.posts().create(call, form);
        approvals.posts().submit(call, post.id(), "Please look at this one.");

        // The link goes out by mail, the password by another way.
        IssuedLink link = approvals.links().create(call, LinkForm.of(client.id()));
        System.out.println("Link:     " + link.url().reveal());
        System.out.println("Password: " + link.password().reveal());

        // What the review page does for the client.
        ReviewSession session = approvals.sessions().unlock(link.url().reveal(), link.password(), null, null);
        approvals.reviews().decide(session.call(), DecisionForm.of(post.id(), 1, Verdict.APPROVE, null));

        // Nothing goes out before; now it may, and the host's scheduler calls tick() every few seconds.
        approvals.posts().release(call, post.id());
        approvals.tick();

        System.out.println("Status:   " + approvals.posts().get(call, post.id()).status());
        System.out.println("Record:   " + (approvals.records().verify(call).valid() ? "valid" : "ALTERED"));
    }

    private Quickstart() {}
}
