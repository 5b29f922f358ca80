package io.countersign.contract;

import io.countersign.approver.Approver;
import io.countersign.approver.ApproverEvent;
import io.countersign.audit.Change;
import io.countersign.audit.Head;
import io.countersign.audit.Subject;
import io.countersign.canonical.Erasable;
import io.countersign.identity.ApproverId;
import io.countersign.identity.WorkspaceId;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
        Approver.Kind kind = userId == null ? Approver.Kind.EXTERNAL : Approver.Kind.USER;
        Approver approver = new Approver(
                new WorkspaceId(workspace),
                new ApproverId(id == null ? Deeds.freshId(now) : id),
                Head.START,
                name,
                email,
                kind,
                userId,
                groups,
                now,
                null);
        Erasable nameText = Deeds.text(name);
        Erasable mail = email == null ? null : Deeds.text(email);
        ApproverEvent event = new ApproverEvent.Registered(
                kind, userId, nameText.commitment(), mail == null ? null : mail.commitment(), new TreeSet<>(groups));
        return Deeds.save(null, approver, People.RITA, now, List.of(new Change(event, Subject.NONE)), nameText);
    }

    /** The deletion of a registered one. */
    public static Save deleted(Approver approver, Instant now) {
        Approver gone = new Approver(
                approver.workspace(),
                approver.id(),
                approver.head(),
                approver.name(),
                approver.email(),
                approver.kind(),
                approver.userId(),
                approver.groups(),
                approver.createdAt(),
                now);
        return Deeds.save(
                approver, gone, People.RITA, now, List.of(new Change(new ApproverEvent.Deleted(), Subject.NONE)));
    }
}
