package io.countersign.contract;

import io.countersign.audit.AuditEntry;
import io.countersign.audit.Change;
import io.countersign.audit.Recorded;
import io.countersign.audit.Stamp;
import io.countersign.audit.Subject;
import io.countersign.audit.Trail;
import io.countersign.canonical.Digest;
import io.countersign.canonical.Erasable;
import io.countersign.canonical.Json;
import io.countersign.identity.Actor;
import io.countersign.identity.Ids;
import io.countersign.identity.Situation;
import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkOutcome;
import io.countersign.post.Outcome;
import io.countersign.post.Post;
import io.countersign.post.PostCommand;
import io.countersign.post.Terms;
import io.countersign.review.Verdict;
import io.countersign.review.Visibility;
import io.countersign.routing.PolicyEvent;
import io.countersign.routing.PolicyVersion;
import io.countersign.routing.Router;
import io.countersign.routing.RoutingPolicy;
import io.countersign.store.Note;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What commands come to: decided by the real rules, chained to the real record, and not yet saved anywhere. */
public final class Deeds {
    private static final Ids IDS = new Ids();

    private Deeds() {}

    /** A new id; later ones sort after earlier ones. */
    public static String freshId(Instant now) {
        return IDS.next(now);
    }

    /** A text as it is kept. */
    public static Erasable text(String words) {
        return Erasable.of(IDS.salt(), words);
    }

    /** One thing's step, chained to its stream. */
    public static Save save(
            @Nullable Recorded before,
            Recorded after,
            Actor actor,
            Instant now,
            List<Change> changes,
            Erasable... texts) {
        Stamp stamp = new Stamp(after.workspace(), actor, now, "request-1", "node-1");
        List<AuditEntry> entries = Trail.append(after.head(), after.stream(), stamp, changes);
        List<Note> notes =
                Arrays.stream(texts).map(text -> new Note(text, actor.name())).toList();
        return new Save(before, after.at(entries.get(entries.size() - 1).head()), entries, notes);
    }

    /** What a command on a post comes to; a refusal is thrown, and nothing is nothing to save. */
    public static Save of(Post post, PostCommand command, Situation situation, Erasable... texts) {
        Outcome outcome = command.applyTo(post, situation, Terms.DEFAULT);
        if (outcome instanceof Outcome.Refused refused) throw refused.problem();
        if (outcome instanceof Outcome.Changed changed)
            return save(post, changed.after(), situation.actor(), situation.now(), changed.changes(), texts);
        throw new IllegalArgumentException(command + " changes nothing of " + post);
    }

    /** What a command on a link comes to. */
    public static Save of(Link link, LinkCommand command, Actor actor, Instant now) {
        LinkOutcome outcome = command.applyTo(link, now);
        if (outcome instanceof LinkOutcome.Refused refused) throw refused.problem();
        LinkOutcome.Done done = (LinkOutcome.Done) outcome;
        return save(link, done.after(), actor, now, done.changes());
    }

    /** The next version of a workspace's policy. */
    public static Save policy(PolicyVersion before, RoutingPolicy policy, Actor actor, Instant now) {
        int number = before.number() + 1;
        PolicyVersion after = new PolicyVersion(
                before.workspace(), before.head(), number, policy, actor.name().id(), now);
        PolicyEvent event = new PolicyEvent.Changed(number, Digest.of(Json.write(policy)));
        return save(before.number() == 0 ? null : before, after, actor, now, List.of(new Change(event, Subject.NONE)));
    }

    /** Sends a post through these stages. */
    public static PostCommand.Submit submission(
            WorkspaceId workspace, @Nullable Erasable note, StageFixture... stages) {
        RoutingPolicy policy = StageFixture.aPolicy(stages);
        PolicyVersion version =
                new PolicyVersion(workspace, PolicyVersion.none(workspace).head(), 1, policy, null, null);
        return new PostCommand.Submit(note, version, Router.of(policy));
    }

    /** A decision on the post as it is now. */
    public static PostCommand.Decide decision(Post post, Verdict verdict, @Nullable Erasable note) {
        return new PostCommand.Decide(
                freshId(post.createdAt()),
                post.version().number(),
                post.version().digest(),
                verdict,
                note,
                Visibility.EVERYONE,
                null,
                null);
    }
}
