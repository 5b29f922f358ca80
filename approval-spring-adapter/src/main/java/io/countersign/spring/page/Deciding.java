package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.DecisionResult;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.link.SessionExpiredException;
import io.countersign.post.Post;
import io.countersign.post.StaleVersionException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.BusyException;
import io.countersign.problem.ConflictException;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries out what a form says, once for each of its keys. */
final class Deciding {
    private final Approvals approvals;
    private final PageTexts texts;
    private final ProblemTexts problems;

    Deciding(Approvals approvals, Language language) {
        this.approvals = approvals;
        this.texts = language.texts();
        this.problems = language.problems();
    }

    /**
     * Does it, or tells what was done the first time.
     *
     * @param key of the form; null for none
     */
    Outcomes run(Visit visit, DecisionPaper paper, @Nullable String key) {
        if (key == null) return run(visit.call(), paper);
        Call call = visit.call().once(new Call.Once(key, paper.fingerprint(), rendering(paper)));
        Optional<Outcomes> before = before(call);
        if (before.isPresent()) return before.get();
        try {
            return run(call, paper);
        } catch (ConflictException conflict) {
            // The same form a moment earlier, as two quick clicks send it.
            return before(call).orElseThrow(() -> conflict);
        }
    }

    private Optional<Outcomes> before(Call call) {
        return approvals.answered(call).map(kept -> Json.read(kept, Outcomes.class));
    }

    private Outcomes run(Call call, DecisionPaper paper) {
        Verdict verdict = paper.verdict();
        return verdict == null ? move(call, paper) : decide(call, paper, verdict);
    }

    private Outcomes decide(Call call, DecisionPaper paper, Verdict verdict) {
        try {
            return outcomes(paper, verdict, approvals.reviews().decide(call, paper.decisions(verdict)));
        } catch (InvalidInputException unusable) {
            return refused(paper, unusable);
        }
    }

    private Outcomes move(Call call, DecisionPaper paper) {
        PostId post = paper.tickets().get(0).post();
        try {
            Instant at = paper.scheduledAt();
            approvals.posts().reschedule(call, post, at, paper.zone());
            return moved(post);
        } catch (SessionExpiredException | BusyException whole) {
            throw whole;
        } catch (ConflictException conflict) {
            if (before(call).isPresent()) throw conflict;
            return refused(paper, conflict);
        } catch (ApprovalException problem) {
            return refused(paper, problem);
        }
    }

    private Call.Rendering rendering(DecisionPaper paper) {
        return (result, fresh) -> Json.write(render(paper, result));
    }

    private Outcomes render(DecisionPaper paper, Object result) {
        Verdict verdict = paper.verdict();
        if (verdict == null) return moved(((Post) result).id());
        List<DecisionResult> results = new ArrayList<>();
        for (Object one : (List<?>) result) results.add((DecisionResult) one);
        return outcomes(paper, verdict, results);
    }

    private Outcomes moved(PostId post) {
        return new Outcomes(List.of(new Outcomes.Item(post, Outcomes.State.DONE, texts.get("results.rescheduled"))));
    }

    private Outcomes refused(DecisionPaper paper, ApprovalException problem) {
        return new Outcomes(paper.tickets().stream()
                .map(ticket -> refused(ticket.post(), problem))
                .toList());
    }

    private Outcomes.Item refused(PostId post, ApprovalException problem) {
        Outcomes.State state = problem instanceof StaleVersionException ? Outcomes.State.STALE : Outcomes.State.REFUSED;
        return new Outcomes.Item(post, state, problems.of(problem));
    }

    private Outcomes outcomes(DecisionPaper paper, Verdict verdict, List<DecisionResult> results) {
        List<Outcomes.Item> items = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            PostId post = paper.tickets().get(i).post();
            DecisionResult result = results.get(i);
            if (result instanceof DecisionResult.Failed failed) items.add(refused(post, failed.problem()));
            else if (result instanceof DecisionResult.AlreadyRecorded)
                items.add(new Outcomes.Item(post, Outcomes.State.DONE, texts.get("results.already")));
            else items.add(new Outcomes.Item(post, Outcomes.State.DONE, texts.code("verdict", verdict.name())));
        }
        return new Outcomes(items);
    }
}
