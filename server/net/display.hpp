// How a board does, by its own reports: how late frames arrive and are painted, and whether its picture is still the newest. Pure.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>

#include "core/latency.hpp"
#include "formats/frame.hpp"
#include "views/system_views.hpp"

namespace bowball::net {

/// All times on the venue's timeline, microseconds.
class Display {
public:
    /// `speed`: of the venue's timeline against life; a demo runs faster.
    explicit Display(std::int64_t opened_us, std::int64_t speed = 1) : opened_us_(opened_us), speed_(speed) {}

    /// A view was queued for it.
    void note_sent(std::int64_t sent_us, std::int64_t now_us);
    /// Reports that come faster than limits::display_report_rhythm are dropped. The same frame again says only that it lives.
    void note(const formats::Painted& painted, std::int64_t now_us);

    /// Without name and address, which it does not know.
    [[nodiscard]] views::HealthView::Display describe(std::int64_t now_us) const;

private:
    static constexpr std::size_t kept = 128;
    struct Figures {
        Latency<kept> arrival;
        Latency<kept> painted;
        Latency<kept> edge;
    };
    [[nodiscard]] const char* state(std::int64_t now_us) const;

    std::int64_t opened_us_;
    std::int64_t speed_;
    std::int64_t newest_sent_us_ = 0;
    std::optional<std::int64_t> behind_since_us_;   ///< something newer than its picture was sent
    std::optional<formats::Painted> last_;
    std::int64_t reported_us_ = 0;
    std::unique_ptr<Figures> figures_;              ///< made at its first report: most clients never make one
};

}  // namespace bowball::net
