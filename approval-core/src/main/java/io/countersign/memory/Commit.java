package io.countersign.memory;

import io.countersign.audit.Head;
import io.countersign.audit.Recorded;
import io.countersign.audit.StreamId;
import io.countersign.link.Link;
import io.countersign.post.Post;
import io.countersign.store.Answer;
import io.countersign.store.Changes;
import io.countersign.store.Committed;
import io.countersign.store.LinkUse;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Changes on their way: first every guard is looked at, then what holds is put, so that there is nothing to roll back. */
final class Commit {
    private record Step(Save save, Recorded after) {}

    private final Changes changes;
    private final List<Step> steps;
    private final Map<StreamId, Head> heads = new HashMap<>();

    Commit(Changes changes) {
        this.changes = changes;
        this.steps = changes.saves().stream()
                .map(save -> new Step(save, Kept.of(save.after())))
                .toList();
    }

    Committed applyTo(Tables tables, Instant now) {
        Space space = tables.space(changes.workspace());
        LinkUse use = changes.use();
        if (use != null && !tables.isUsable(use, now)) return Committed.LINK_ENDED;
        Answer answer = changes.answer();
        if (answer != null && space.answer(answer.caller(), answer.key(), now).isPresent()) return Committed.ANSWERED;
        List<Step> holding = new ArrayList<>();
        List<StreamId> lost = new ArrayList<>();
        for (Step step : steps) {
            if (holds(step.save(), tables)) holding.add(step);
            else lost.add(step.after().stream());
        }
        for (Post post : changes.purged()) if (!space.head(post.stream()).equals(post.head())) lost.add(post.stream());
        if (changes.grain() == Changes.Grain.ALL && !lost.isEmpty())
            return new Committed(List.of(), lost, false, false);
        if (use != null) tables.links.use(use, now);
        List<Recorded> saved = holding.stream()
                .map(step -> tables.put(step.after(), step.save()))
                .toList();
        for (Post post : changes.purged())
            tables.purge(post, saved.get(0).head().seq());
        changes.sessions().forEach(tables.links::change);
        if (answer != null) space.put(answer);
        return new Committed(saved, lost, false, false);
    }

    /** Whether the thing is as it was read, or as an earlier step of the same changes leaves it. */
    private boolean holds(Save save, Tables tables) {
        Recorded after = save.after();
        Recorded before = save.before();
        Head head = heads.computeIfAbsent(after.stream(), tables.space(changes.workspace())::head);
        boolean taken = before == null && after instanceof Link link && tables.links.link(link.id()) != null;
        if (taken || !head.equals(before == null ? Head.START : before.head())) return false;
        heads.put(after.stream(), after.head());
        return true;
    }
}
