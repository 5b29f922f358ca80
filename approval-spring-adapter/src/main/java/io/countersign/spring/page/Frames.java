package io.countersign.spring.page;

import io.countersign.ReviewSession;
import java.util.UUID;

/** What every page shares: its texts, its addresses, and who looks at it. */
final class Frames {
    private final PageTexts texts;
    private final PageAssets assets;
    private final PageAddress address;

    Frames(PageTexts texts, PageAssets assets, PageAddress address) {
        this.texts = texts;
        this.assets = assets;
        this.address = address;
    }

    PageTexts texts() {
        return texts;
    }

    /** For who has not unlocked anything: the same for everybody. */
    PageFrame closed() {
        return new PageFrame(texts, texts.get("brand"), address.pages(), address.api(), assets, null);
    }

    /** For an unlocked session. */
    PageFrame open(ReviewSession session) {
        SessionView view = new SessionView(
                session.approver().name(),
                session.link().workspace().value(),
                session.token().csrf().reveal(),
                UUID.randomUUID().toString());
        return new PageFrame(texts, texts.get("brand"), address.pages(), address.api(), assets, view);
    }
}
