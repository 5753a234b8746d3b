// Files of one disk or share, as answers: each in pieces, so many at once. They are read on a thread of the shelf's own, begun when
// somebody asks: one that hangs must hold up neither the live feed nor the other shelves. Who waits for it is told so after a while,
// and who asks then is told at once, until it answers again.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "core/limits.hpp"
#include "core/time.hpp"
#include "io/loose_worker.hpp"
#include "net/file_part.hpp"

namespace bowball::net {

class FileShelf {
public:
    /// `taken`: answers of all shelves that wait for a piece or hold one. `called`: what a person is told to look after, "The folder
    /// /srv/photo". `patience`: for one piece of work.
    FileShelf(boost::asio::io_context& context, std::shared_ptr<std::size_t> taken, std::string called, Duration patience = limits::file_answer_within)
        : context_(context), timer_(context), taken_of_all_(std::move(taken)), called_(std::move(called)), patience_(patience) {}

    /// `open` begins the answer, on the shelf's thread, and owns all that it touches. Refuses with errc::too_many beyond
    /// limits::file_answers, and with errc::io_failed where the disk has not answered for as long as the shelf's patience. The shelf
    /// outlives its answers.
    void get(std::function<FilePart()> open, Answer answer);

private:
    struct Job {
        std::function<void()> work;      ///< on the shelf's thread
        std::function<void()> follow;    ///< when it is done
        std::function<void()> give_up;   ///< instead
    };

    void ask(Job job);
    /// One piece of work is with the thread, the others wait here, where they can be given up.
    void begin_next();
    void finish();
    void give_up();
    [[nodiscard]] Error silence() const;
    /// Given back when the last copy goes. Nothing where there is none.
    [[nodiscard]] std::shared_ptr<void> take_place();
    [[nodiscard]] HttpAnswer answer_of(FilePart part, const std::shared_ptr<void>& place);

    boost::asio::io_context& context_;
    boost::asio::steady_timer timer_;
    std::unique_ptr<io::LooseWorker> reader_;   ///< none until somebody asks
    std::deque<Job> waiting_;                   ///< the first is being done, if any is
    bool is_busy_ = false;
    std::uint64_t begun_ = 0;                   ///< pieces of work so far: the newest is the one that the timer is for
    bool is_silent_ = false;                    ///< what is being done was given up: nobody waits for it
    std::shared_ptr<std::size_t> taken_of_all_;
    std::shared_ptr<std::size_t> taken_ = std::make_shared<std::size_t>(0);
    std::string called_;
    Duration patience_;
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace bowball::net
