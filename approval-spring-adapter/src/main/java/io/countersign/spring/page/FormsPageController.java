package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
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

    /** Something said about one post, for everyone. */
    @PostMapping("/posts/{id}/comments")
    public ResponseEntity<byte[]> comment(HttpServletRequest request, @PathVariable("id") String id)
            throws IOException {
        return remark(request, form -> Remark.Comment.of(PostsPageController.postId(id), form));
    }

    /** Keeps one post from going out. */
    @PostMapping("/posts/{id}/hold")
    public ResponseEntity<byte[]> hold(HttpServletRequest request, @PathVariable("id") String id) throws IOException {
        return remark(request, form -> Remark.Holding.of(PostsPageController.postId(id), form));
    }

    /** Lets one post go out again. */
    @PostMapping("/posts/{id}/unhold")
    public ResponseEntity<byte[]> unhold(HttpServletRequest request, @PathVariable("id") String id) throws IOException {
        return remark(request, form -> new Remark.Unholding(PostsPageController.postId(id)));
    }

    private ResponseEntity<byte[]> remark(HttpServletRequest request, Function<FormBody, Remark> reading)
            throws IOException {
        FormBody form = FormBody.of(request, gate);
        Visit visit = visits.sending(request, form.first("csrf"));
        Remark remark = reading.apply(form);
        Outcomes outcomes = new Deciding(approvals, visit.language()).run(visit, remark, form.text("idempotencyKey"));
        return pages.ok(posts.after(visit, remark, outcomes));
    }

    private ResponseEntity<byte[]> answer(Visit visit, DecisionPaper paper, FormBody form) {
        Outcomes outcomes = new Deciding(approvals, visit.language()).run(visit, paper, form.text("idempotencyKey"));
        return pages.ok(posts.after(visit, paper, outcomes));
    }
}
