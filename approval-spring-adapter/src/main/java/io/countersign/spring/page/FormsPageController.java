package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What an unlocked session decides, by forms alone. */
@Controller
@RequestMapping("/review")
public class FormsPageController {
    private final ReviewGate gate;
    private final Visits visits;
    private final Approvals approvals;
    private final PostPages posts;
    private final Pages pages;

    FormsPageController(Approvals approvals, ReviewGate gate, Visits visits, PostPages posts, Pages pages) {
        this.gate = gate;
        this.visits = visits;
        this.approvals = approvals;
        this.posts = posts;
        this.pages = pages;
    }

    /** One decision for one post or several; each is judged on its own. */
    @PostMapping("/decisions")
    public ResponseEntity<byte[]> decide(HttpServletRequest request) throws IOException {
        FormBody form = FormBody.of(request, gate);
        Visit visit = visits.sending(request, form.first("csrf"));
        DecisionPaper paper = DecisionPaper.decision(form);
        if (paper.tickets().isEmpty())
            return pages.answer(
                    400, posts.unusable(visit, visit.texts().get("bulk.none"), paper.note()), new HttpHeaders());
        return answer(visit, paper, form);
    }

    /** A new time for one post. */
    @PostMapping("/reschedule")
    public ResponseEntity<byte[]> reschedule(HttpServletRequest request) throws IOException {
        FormBody form = FormBody.of(request, gate);
        Visit visit = visits.sending(request, form.first("csrf"));
        return answer(visit, DecisionPaper.move(form), form);
    }

    private ResponseEntity<byte[]> answer(Visit visit, DecisionPaper paper, FormBody form) {
        Outcomes outcomes = new Deciding(approvals, visit.language()).run(visit, paper, form.text("idempotencyKey"));
        return pages.ok(posts.after(visit, paper, outcomes));
    }
}
