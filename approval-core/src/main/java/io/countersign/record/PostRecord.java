package io.countersign.record;

import io.countersign.identity.PostId;
import io.countersign.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the record has of one post, for a regulator, a lawyer or a client. Lists are in the order of time. Views by
 * users of the host are not recorded; those through links are.
 *
 * @param at when it was drawn, by the store's time
 * @param facts what the post is and what became of it
 * @param versions all of them, whole
 * @param approvals each time that a version became one that may be published, and why
 * @param decisions those that count no more too
 * @param links through which somebody saw it or acted on it
 * @param schedule what happened to its time
 * @param attempts to publish it
 * @param confirmations by people who looked whether it is out
 * @param chronology every entry about it, with its hash
 * @param proof of what can be proven
 */
public record PostRecord(
        WorkspaceId workspace,
        PostId id,
        Instant at,
        PostFacts facts,
        List<VersionRecord> versions,
        List<RoundRecord> rounds,
        List<Approval> approvals,
        List<DecisionRecord> decisions,
        List<Refusal> refusals,
        List<View> views,
        List<LinkRecord> links,
        List<Remark> comments,
        List<ScheduleStep> schedule,
        List<Holding> holds,
        List<TakingBack> recalls,
        List<GlassRecord> breakGlass,
        List<Attempt> attempts,
        List<Confirmation> confirmations,
        List<Line> chronology,
        ProofRecord proof) {
    public PostRecord {
        versions = List.copyOf(versions);
        rounds = List.copyOf(rounds);
        approvals = List.copyOf(approvals);
        decisions = List.copyOf(decisions);
        refusals = List.copyOf(refusals);
        views = List.copyOf(views);
        links = List.copyOf(links);
        comments = List.copyOf(comments);
        schedule = List.copyOf(schedule);
        holds = List.copyOf(holds);
        recalls = List.copyOf(recalls);
        breakGlass = List.copyOf(breakGlass);
        attempts = List.copyOf(attempts);
        confirmations = List.copyOf(confirmations);
        chronology = List.copyOf(chronology);
    }

    /** Puts it together. */
    public static PostRecord of(Material material) {
        return new Assembly(material).record();
    }
}
