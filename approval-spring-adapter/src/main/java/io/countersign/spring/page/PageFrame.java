package io.countersign.spring.page;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What every page shares.
 *
 * @param language of the page
 * @param offered all languages that the reader can choose from
 * @param brand whose page it is
 * @param pages path of the pages without a trailing slash, context path included, such as {@code /approval/review}
 * @param api path of the review API without a trailing slash, such as {@code /approval/api/review}
 * @param assets the static files with their hashed names
 * @param session who looks at the page; {@code null} before unlock, when the page shows no name of theirs at all
 */
public record PageFrame(
        Language language,
        Collection<PageTexts> offered,
        Brand brand,
        String pages,
        String api,
        PageAssets assets,
        @Nullable SessionView session) {

    /** Every word of the page that is not content. */
    public PageTexts texts() {
        return language.texts();
    }

    /** The address of a page, such as {@code /posts?show=decided}, in the language that the reader chose. */
    public String to(String path) {
        return language.keep(pages + path);
    }

    /** The URL of a static file, such as {@code review.css}. */
    public String asset(String name) {
        return pages + "/assets/" + assets.hashedName(name);
    }
}
