// The feeds that are polled: board.json, results.csv, clock.xml and so on, of now or of a moment ago. One thread's own.
#pragma once
#include <deque>
#include <functional>

#include "core/limits.hpp"
#include "core/result.hpp"
#include "feeds/past.hpp"
#include "feeds/table.hpp"

namespace bowball::feeds {

/// A document; its bytes are shared with everybody who polls the same.
struct Document {
    std::string content_type;
    std::shared_ptr<const std::string> body;
    std::string etag;
    std::int64_t begins_in_us = 0;   ///< more than 0: nothing is known of that instant yet, nor will be before so long, in real time; the body is null
};

class PullFeeds {
public:
    /// `speed`: of the timeline; a delay is a picture's, in real time. `documents`: kept for who asks for the same.
    explicit PullFeeds(int speed, std::size_t documents = limits::feed_documents) : speed_(speed), most_kept_(documents), past_(limits_of_past(speed)) {}

    void take(const std::string& topic, SharedView view, std::int64_t at_us) { past_.add(topic, std::move(view), at_us); }

    /// The value of a parameter of the address, or empty.
    using Parameter = std::function<std::string(std::string_view)>;
    /// `name`: "board.json". Parameters: race, rows, from, delay_ms. Fails with errc::not_found or errc::bad_input; the text
    /// says what there is.
    [[nodiscard]] Result<Document> find(std::string_view name, const Parameter& parameter, std::int64_t now_us);

private:
    struct Wish {
        std::string kind;
        std::string form;
        std::string race;       ///< empty: the current one
        RowWindow window;
        std::int64_t at_us = 0;
    };
    struct Kept {
        std::string key;
        SharedView source;      ///< held, so that its address is nobody else's
        Document document;
    };
    [[nodiscard]] static Duration limits_of_past(int speed);
    [[nodiscard]] Result<Wish> parse(std::string_view name, const Parameter& parameter, std::int64_t now_us) const;
    [[nodiscard]] Result<Past::Found> source_of(const Wish& wish) const;
    [[nodiscard]] Document keep(std::string key, SharedView source, Document document);

    int speed_;
    std::size_t most_kept_;
    Past past_;
    std::deque<Kept> kept_;     ///< newest last
};

}  // namespace bowball::feeds
