// chrony on the health view: asked every ten seconds, on a thread that may hang without anybody waiting. What it says is shown, and
// is never an alarm: times of races do not rest on the time of day.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>

#include "io/chrony.hpp"
#include "io/loose_worker.hpp"
#include "views/views.hpp"

namespace bowball::race {

class ChronyWatch {
public:
    using Ask = std::function<io::ChronyAnswer()>;
    explicit ChronyWatch(boost::asio::io_context& context, Ask ask = [] { return io::ask_chrony(); }) : context_(context), ask_(std::move(ask)) {}

    /// Once a second. Asks at every tenth look, and never waits for the answer.
    void look();
    /// Writes what is known into the view.
    void describe(views::HealthView::HostClock& view) const;

private:
    boost::asio::io_context& context_;
    Ask ask_;
    std::unique_ptr<io::LooseWorker> worker_;   ///< none before the first look
    unsigned looks_ = 0;
    bool is_waiting_ = false;
    bool is_late_ = false;                      ///< it was to be asked again
    std::optional<io::ChronyAnswer> answer_;
};

}  // namespace bowball::race
