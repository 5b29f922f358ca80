package io.countersign.spring.page;

import io.countersign.ReviewSessions;
import io.countersign.UnlockForm;
import io.countersign.Unlocked;
import io.countersign.canonical.Secret;
import io.countersign.link.SessionExpiredException;
import io.countersign.problem.ApprovalException;
import io.countersign.spring.web.ReviewGate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The reviewer's way in and out. What it shows says nothing of any link. */
@Controller
@RequestMapping("/review")
public class DoorPageController {
    private final ReviewSessions sessions;
    private final ReviewGate gate;
    private final Languages languages;
    private final Frames frames;
    private final Pages pages;
    private final PageAddress address;
    /** Asked for by every scanner of mails: made once for each language. */
    private final Map<Language, byte[]> doors = new ConcurrentHashMap<>();

    DoorPageController(
            ReviewSessions sessions,
            ReviewGate gate,
            Languages languages,
            Frames frames,
            Pages pages,
            PageAddress address) {
        this.sessions = sessions;
        this.gate = gate;
        this.languages = languages;
        this.frames = frames;
        this.pages = pages;
        this.address = address;
    }

    /** The page that asks for the password: the same bytes for every link, and nothing is looked up. */
    @GetMapping({"", "/", "/{link}", "/{link}/"})
    public ResponseEntity<byte[]> door(HttpServletRequest request) {
        byte[] door = doors.computeIfAbsent(
                languages.of(request), language -> pages.bytes(new UnlockView(frames.closed(language), null)));
        return pages.answer(200, door, new HttpHeaders());
    }

    /** Opens a session for who has link and password. */
    @PostMapping("/unlock")
    public ResponseEntity<byte[]> unlock(HttpServletRequest request) throws IOException {
        gate.refuseForeign(request);
        Language language = languages.of(request);
        FormBody form = FormBody.of(request, gate);
        String link = form.text("link");
        String token = link == null ? "" : link;
        String password = form.first("password");
        try {
            Unlocked unlocked = sessions.unlock(UnlockForm.of(token, Secret.of(password == null ? "" : password))
                    .by(gate.device(request, token))
                    .from(gate.source(request))
                    .in(gate.requestId(request)));
            return ResponseEntity.status(303)
                    .location(URI.create(language.keep(address.posts())))
                    .header(HttpHeaders.SET_COOKIE, gate.cookies(unlocked))
                    .build();
        } catch (ApprovalException refused) {
            HttpHeaders headers = new HttpHeaders();
            PageProblems.retryAfter(refused, headers);
            return door(
                    language,
                    ReviewGate.status(refused),
                    Notice.Tone.BAD,
                    language.problems().of(refused),
                    headers);
        }
    }

    /** Asks the sender for a new link; the answer is the same whatever the link. */
    @PostMapping("/request-link")
    public ResponseEntity<byte[]> requestLink(HttpServletRequest request) throws IOException {
        gate.refuseForeign(request);
        Language language = languages.of(request);
        String link = FormBody.of(request, gate).text("link");
        HttpHeaders headers = new HttpHeaders();
        try {
            sessions.requestRenewal(link == null ? "" : link, gate.source(request), gate.requestId(request));
        } catch (ApprovalException refused) {
            PageProblems.retryAfter(refused, headers);
            return door(
                    language,
                    ReviewGate.status(refused),
                    Notice.Tone.BAD,
                    language.problems().of(refused),
                    headers);
        }
        return door(language, 200, Notice.Tone.INFO, language.texts().get("request.sent"), headers);
    }

    /** Ends the session. */
    @PostMapping("/lock")
    public ResponseEntity<byte[]> lock(HttpServletRequest request) throws IOException {
        // The answer itself clears the browser's storage, so a foreign page must not get it, with or without a cookie.
        gate.refuseForeign(request);
        Language language = languages.of(request);
        String csrf = FormBody.of(request, gate).first("csrf");
        try {
            sessions.lock(gate.session(request, csrf == null ? "" : csrf));
        } catch (SessionExpiredException over) {
            // There is nothing left to end but the browser's part.
        }
        HttpHeaders headers = new HttpHeaders();
        headers.set("Clear-Site-Data", "\"cache\", \"storage\"");
        headers.set(HttpHeaders.SET_COOKIE, gate.noCookie());
        return door(language, 200, Notice.Tone.INFO, language.texts().get("unlock.locked"), headers);
    }

    private ResponseEntity<byte[]> door(
            Language language, int status, Notice.Tone tone, @Nullable String text, HttpHeaders headers) {
        Notice notice = text == null ? null : new Notice(tone, text);
        return pages.answer(status, new UnlockView(frames.closed(language), notice), headers);
    }
}
