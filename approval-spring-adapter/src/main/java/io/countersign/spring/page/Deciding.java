package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.DecisionResult;
import io.countersign.canonical.Json;
import io.countersign.identity.PostId;
import io.countersign.link.SessionExpiredException;
import io.countersign.post.StaleVersionException;
import io.countersign.problem.ApprovalException;
import io.countersign.problem.BusyException;
import io.countersign.problem.ConflictException;
import io.countersign.problem.InvalidInputException;
import io.countersign.review.Verdict;
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
    Outcomes run(Visit visit, Paper paper, @Nullable String key) {
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

    private Outcomes run(Call call, Paper paper) {
        if (paper instanceof Remark remark) return one(call, remark, () -> remark.carryOut(approvals, call));
        DecisionPaper decision = (DecisionPaper) paper;
        String clocks = clocks(decision);
        if (clocks != null) return refused(decision, clocks);
        Verdict verdict = decision.verdict();
        return verdict == null ? one(call, decision, () -> move(call, decision)) : decide(call, decision, verdict);
    }

    /** Why nobody can tell what time is meant; null where it is clear, or unusable for another reason. */
    private @Nullable String clocks(DecisionPaper paper) {
        try {
            if (!paper.wantsTime() || paper.chosenOffset() != null) return null;
            String key = paper.offsets().isEmpty() ? "time.skipped" : "time.twice";
            return texts.get(
                    key, paper.zone(), String.valueOf(paper.typedTime()).replace('T', ' '));
        } catch (InvalidInputException unusable) {
            return null;
        }
    }

    private Outcomes decide(Call call, DecisionPaper paper, Verdict verdict) {
        try {
            return outcomes(paper, verdict, approvals.reviews().decide(call, paper.decisions(verdict)));
        } catch (InvalidInputException unusable) {
            return refused(paper, problems.of(unusable));
        }
    }

    private void move(Call call, DecisionPaper paper) {
        approvals.posts().reschedule(call, paper.posts().get(0), paper.scheduledAt(), paper.zone());
    }

    private Outcomes one(Call call, Paper paper, Runnable doing) {
        try {
            doing.run();
            return done(paper);
        } catch (SessionExpiredException | BusyException whole) {
            throw whole;
        } catch (ConflictException conflict) {
            if (before(call).isPresent()) throw conflict;
            return refused(paper, problems.of(conflict));
        } catch (ApprovalException problem) {
            return refused(paper, problems.of(problem));
        }
    }

    private Call.Rendering rendering(Paper paper) {
        return (result, fresh) -> Json.write(render(paper, result));
    }

    private Outcomes render(Paper paper, Object result) {
        Verdict verdict = paper instanceof DecisionPaper decision ? decision.verdict() : null;
        if (verdict == null) return done(paper);
        List<DecisionResult> results = new ArrayList<>();
        for (Object one : (List<?>) result) results.add((DecisionResult) one);
        return outcomes((DecisionPaper) paper, verdict, results);
    }

    private Outcomes done(Paper paper) {
        String text = texts.get(paper instanceof Remark remark ? remark.done() : "results.rescheduled");
        return new Outcomes(List.of(new Outcomes.Item(paper.posts().get(0), Outcomes.State.DONE, text)));
    }

    private static Outcomes refused(Paper paper, String why) {
        return new Outcomes(paper.posts().stream()
                .map(post -> new Outcomes.Item(post, Outcomes.State.REFUSED, why))
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
