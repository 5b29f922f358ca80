package io.countersign.contract;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Subject;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.identity.Actor;
import io.countersign.identity.ApproverId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Erasure;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An approver to be registered: {@code anApprover("Nora").in("press")}. */
public final class ApproverFixture {
    private String workspace = "acme";
    private @Nullable String id;
    private final String name;
    private @Nullable String email;
    private @Nullable String userId;
    private Set<String> groups = Set.of();

    private ApproverFixture(String name) {
        this.name = name;
    }

    public static ApproverFixture anApprover(String name) {
        return new ApproverFixture(name);
    }

    public ApproverFixture of(String workspaceName) {
        workspace = workspaceName;
        return this;
    }

    public ApproverFixture named(String approverId) {
        id = approverId;
        return this;
    }

    public ApproverFixture reachedAt(String address) {
        email = address;
        return this;
    }

    /** The approver is this user of the host. */
    public ApproverFixture being(String user) {
        userId = user;
        return this;
    }

    public ApproverFixture in(String... names) {
        groups = Set.of(names);
        return this;
    }

    /** The registration, not yet saved anywhere. */
    public Save registered(Instant now) {
        String approverId = id == null ? Deeds.freshId(now) : id;
        return told(null, approver(new WorkspaceId(workspace), new ApproverId(approverId), Head.START, now), now);
    }

    /** The change of a registered one to this. */
    public static Save changed(Approver before, ApproverFixture to, Instant now) {
        Approver after = to.approver(before.workspace(), before.id(), before.head(), before.createdAt());
        return told(before, after, now);
    }

    /** The deletion of a registered one. */
    public static Save deleted(Approver before, Instant now) {
        return Deeds.save(
                before,
                before.deleted(now),
                People.RITA,
                now,
                List.of(new Change(new ApproverEvent.Deleted(), Subject.NONE)));
    }

    /** Its erasure, with all that these said. */
    public static Save erased(Approver before, Instant now, Actor... speakers) {
        Set<Actor.Name> owners = Arrays.stream(speakers).map(Actor::name).collect(Collectors.toSet());
        return Deeds.save(
                        before,
                        before.erased(now),
                        People.RITA,
                        now,
                        List.of(new Change(new ApproverEvent.Erased(), Subject.NONE)))
                .forgetting(new Erasure(owners, before.stream()));
    }

    private Approver approver(WorkspaceId of, ApproverId as, Head head, Instant createdAt) {
        Approver.Kind kind = userId == null ? Approver.Kind.EXTERNAL : Approver.Kind.USER;
        return new Approver(of, as, head, name, email, kind, userId, groups, createdAt, null);
    }

    private static Save told(@Nullable Approver before, Approver after, Instant now) {
        Erasable name = Deeds.text(after.nameOrId());
        String address = after.email();
        Erasable email = address == null ? null : Deeds.text(address);
        Digest mail = email == null ? null : email.commitment();
        TreeSet<String> groups = new TreeSet<>(after.groups());
        ApproverEvent event = before == null
                ? new ApproverEvent.Registered(after.kind(), after.userId(), name.commitment(), mail, groups)
                : new ApproverEvent.Updated(after.kind(), after.userId(), name.commitment(), mail, groups);
        Change change = new Change(event, Subject.NONE);
        return email == null
                ? Deeds.save(before, after, People.RITA, now, List.of(change), name)
                : Deeds.save(before, after, People.RITA, now, List.of(change), name, email);
    }
}
