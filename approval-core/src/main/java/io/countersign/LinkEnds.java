package io.countersign;

import io.countersign.identity.WorkspaceId;
import io.countersign.link.Link;
import io.countersign.link.LinkCommand;
import io.countersign.link.LinkOutcome;
import io.countersign.store.Changes;
import io.countersign.store.Save;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Announces that links end soon, each warning once however many nodes look (S-15). */
final class LinkEnds {
    private static final Logger LOG = LoggerFactory.getLogger(LinkEnds.class);
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 100;

    private final Desk desk;

    LinkEnds(Desk desk) {
        this.desk = desk;
    }

    /**
     * Announces what is due, in batches; returns when nothing is left, or after enough to let others have a turn.
     *
     * @return how many were announced here
     */
    int announce() {
        int announced = 0;
        Link last = null;
        for (int i = 0; i < MOST_BATCHES; i++) {
            List<Link> due = desk.store.ending(last, BATCH);
            if (!due.isEmpty()) announced += announce(due);
            if (due.size() < BATCH || Thread.currentThread().isInterrupted()) break;
            last = due.get(due.size() - 1);
        }
        return announced;
    }

    private int announce(List<Link> due) {
        Instant now = desk.store.now();
        Map<WorkspaceId, List<Save>> saves = new LinkedHashMap<>();
        for (Link link : due) {
            List<Save> steps = saves.computeIfAbsent(link.workspace(), first -> new ArrayList<>());
            steps.addAll(warning(link, now));
        }
        int announced = 0;
        for (Map.Entry<WorkspaceId, List<Save>> one : saves.entrySet())
            if (!one.getValue().isEmpty()) announced += commit(one.getKey(), one.getValue());
        return announced;
    }

    private List<Save> warning(Link link, Instant now) {
        LinkOutcome.Done outcome = (LinkOutcome.Done) new LinkCommand.Warn().applyTo(link, now);
        if (outcome.changes().isEmpty()) return List.of();
        return List.of(desk.save(Dispatcher.system(link.workspace()), link, outcome.after(), now, outcome.changes()));
    }

    /** A link that somebody changed meanwhile is looked at again by the next tick; others go on without a workspace that fails. */
    private int commit(WorkspaceId workspace, List<Save> steps) {
        try {
            return desk.store.commit(Changes.each(workspace, steps)).saved().size();
        } catch (RuntimeException failed) {
            LOG.warn("The ends of {} links of workspace {} are announced later", steps.size(), workspace, failed);
            return 0;
        }
    }
}
