package io.countersign.spring.page;

import io.countersign.Call;
import io.countersign.ReviewSession;
import io.countersign.identity.Standing;

/**
 * One request of an unlocked session.
 *
 * @param call in the approver's name
 * @param standing everything the approver answers for today
 * @param language that it is answered in
 */
record Visit(ReviewSession session, Call call, Standing standing, Language language) {
    PageTexts texts() {
        return language.texts();
    }
}
