package io.countersign.spring.page;

import io.countersign.Approvals;
import io.countersign.Call;
import io.countersign.ReviewSession;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells who looks at a page. */
final class Visits {
    private final Approvals approvals;
    private final ReviewGate gate;
    private final Languages languages;

    Visits(Approvals approvals, ReviewGate gate, Languages languages) {
        this.approvals = approvals;
        this.gate = gate;
        this.languages = languages;
    }

    /**
     * Of a page that only reads.
     *
     * @throws io.countersign.link.SessionExpiredException where no live session comes with it
     */
    Visit reading(HttpServletRequest request) {
        return visit(gate.session(request), request);
    }

    /** Of a form, as {@link #reading}, which must come from the page. */
    Visit sending(HttpServletRequest request, @Nullable String csrf) {
        return visit(gate.session(request, csrf == null ? "" : csrf), request);
    }

    private Visit visit(ReviewSession session, HttpServletRequest request) {
        Call call = session.call();
        return new Visit(session, call, approvals.reviews().standing(call), languages.of(request));
    }
}
