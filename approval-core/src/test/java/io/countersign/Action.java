package io.countersign;

import static io.countersign.contract.office.Office.stage;

import io.countersign.approver.Approver;
import io.countersign.audit.AuditEntry;
import io.countersign.canonical.Secret;
import io.countersign.contract.office.Office;
import io.countersign.identity.ReviewerRef;
import io.countersign.post.Post;
import io.countersign.review.Verdict;
import io.countersign.routing.Quorum;
import io.countersign.store.PageRequest;
import io.countersign.store.TrailFilter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done with a method of the library, and what the record has of it.
 *
 * @param method such as {@code Posts.create}
 * @param thrown code of what is thrown; null where nothing is
 * @param recorded action of an entry that it leaves; null for none at all
 * @param refusal code that this entry has; null where it was done
 */
record Action(
        String method,
        String story,
        @Nullable String thrown,
        @Nullable String recorded,
        @Nullable String refusal,
        Prepared prepared) {
    /** Brings it about that something can be done, and tells what. */
    interface Prepared {
        Act in(Scene scene);
    }

    interface Act {
        void act();
    }

    static Action does(String method, String recorded, Prepared prepared) {
        return new Action(method, "is " + recorded, null, recorded, null, prepared);
    }

    /** It is refused, and that is recorded. */
    static Action refuses(String method, String story, String recorded, String code, Prepared prepared) {
        return new Action(method, story, code, recorded, code, prepared);
    }

    /** The caller hears nothing of a refusal that is recorded. */
    static Action silently(String method, String story, String recorded, String code, Prepared prepared) {
        return new Action(method, story, null, recorded, code, prepared);
    }

    /** There is nothing that it could be an entry of. */
    static Action leavesNothing(String method, String why, @Nullable String code, Prepared prepared) {
        return new Action(method, why, code, null, null, prepared);
    }

    /** Everything that people say or are called has this in it, and no entry may have it. */
    static final String PLANTED = "PLANTED words of a person";

    static final String REQUEST = "request-7";

    /** An office of its own, where legal and a client see everything and break glass is allowed. */
    static final class Scene extends GlassTest {
        final Approvals approvals = office.approvals;
        final Approver client = approvals
                .approvers()
                .register(office.as("admin"), ApproverForm.external(PLANTED, "PLANTED@client.example"));

        Scene() {
            allowing(stage("legal", 0, Quorum.ANY, "group:legal", ref().toString()));
        }

        ReviewerRef ref() {
            return new ReviewerRef.Approver(client.id());
        }

        Call as(String user) {
            return office.as(user).in(REQUEST);
        }

        IssuedLink link() {
            return approvals.links().create(office.as("admin"), LinkForm.of(client.id()));
        }

        ReviewSession session() {
            return unlock(link());
        }

        ReviewSession unlock(IssuedLink link) {
            return approvals.sessions().unlock(form(link, password(link))).session();
        }

        static UnlockForm form(IssuedLink link, Secret password) {
            return UnlockForm.of(link.token().reveal(), password).in(REQUEST);
        }

        static Secret password(IssuedLink link) {
            return Objects.requireNonNull(link.password());
        }

        /** The link, with another one's secret. */
        String wrongSecret(IssuedLink link) {
            String other = link().token().reveal();
            return link.link().id() + other.substring(other.indexOf('.'));
        }

        DecisionForm decision(Post post, int version, Verdict verdict) {
            return DecisionForm.of(post.id(), version, verdict, PLANTED);
        }

        Post inReview() {
            return submitted(form());
        }

        Post approved() {
            return approved(form());
        }

        DelegationForm standingIn(String user) {
            return new DelegationForm(
                    new ReviewerRef.User(user), null, clock.instant().plus(Duration.ofDays(1)));
        }

        /** Everything, the newest first. */
        List<AuditEntry> record() {
            return approvals
                    .records()
                    .entries(office.as("admin"), TrailFilter.ALL, new PageRequest(PageRequest.MAX, null))
                    .items();
        }

        List<AuditEntry> record(String action) {
            return office.store
                    .entries(
                            Office.ACME,
                            new TrailFilter(null, null, null, action, null, null),
                            new PageRequest(PageRequest.MAX, null))
                    .items();
        }
    }
}
