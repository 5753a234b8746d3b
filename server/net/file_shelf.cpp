#include "net/file_shelf.hpp"

#include "core/limits.hpp"

namespace bowball::net {
namespace {

/// Bytes, and the place that they take until they are sent.
SharedBody body_of(std::string bytes, std::shared_ptr<void> place) {
    struct Held {
        std::string bytes;
        std::shared_ptr<void> place;
    };
    auto held = std::make_shared<const Held>(Held{std::move(bytes), std::move(place)});
    return {held, held->bytes};
}

}  // namespace

void FileShelf::get(std::function<FilePart()> open, Answer answer) {
    if (is_silent_) return answer(refusal(silence()));
    auto place = take_place();
    if (!place) return answer(refusal({errc::too_many, "Too many pieces of files are asked for at once. Try again."}));
    // What stands here if the work fails, of memory say.
    const auto part = std::make_shared<FilePart>(refused(refusal({errc::io_failed, "The file cannot be read now. Try again."})));
    ask({[part, open = std::move(open)] { *part = open(); },
         [this, part, place = std::move(place), answer] { answer(answer_of(std::move(*part), place)); },
         [this, answer] { answer(refusal(silence())); }});
}

void FileShelf::ask(Job job) {
    if (is_silent_) return job.give_up();
    waiting_.push_back(std::move(job));
    if (!is_busy_) begin_next();
}

void FileShelf::begin_next() {
    if (waiting_.empty()) return;
    if (!reader_) reader_ = std::make_unique<io::LooseWorker>(context_);
    reader_->ask(waiting_.front().work, [this] { finish(); });
    is_busy_ = true;
    timer_.expires_after(patience_);
    timer_.async_wait([this, number = ++begun_, alive = std::weak_ptr{alive_}](const boost::system::error_code& stopped) {
        if (!stopped && !alive.expired() && is_busy_ && number == begun_) give_up();
    });
}

void FileShelf::finish() {
    is_busy_ = false;
    timer_.cancel();
    // It answers again; nobody waits any more for what it brings.
    if (std::exchange(is_silent_, false)) return;
    const auto job = std::move(waiting_.front());
    waiting_.pop_front();
    begin_next();
    job.follow();
}

void FileShelf::give_up() {
    is_silent_ = true;
    for (const auto& job : std::exchange(waiting_, {})) job.give_up();
}

Error FileShelf::silence() const { return {errc::io_failed, called_ + " has not answered for " + std::to_string(patience_ / 1s) + " s. Check the share that it is on, and its computer."}; }

HttpAnswer FileShelf::answer_of(FilePart part, const std::shared_ptr<void>& place) {
    auto answer = std::move(part.answer);
    if (part.total == 0) return answer;
    const auto sent = std::make_shared<std::uint64_t>(part.bytes.size());
    answer.shared = body_of(std::move(part.bytes), place);
    if (*sent == part.total) return answer;
    answer.rest = RestOfBody{part.total, [this, wanted = part.wanted, identity = part.identity, total = part.total, sent, place](const std::function<void(SharedBody)>& take) {
        const auto bytes = std::make_shared<std::string>();
        const auto bring = [bytes, sent, place, take] {
            *sent += bytes->size();
            take(body_of(std::move(*bytes), place));
        };
        // Where it hangs there is no more: the answer ends early.
        ask({[bytes, wanted, identity, first = *sent, total] { *bytes = read_on(wanted, identity, first, total); }, bring, [take] { take({}); }});
    }};
    return answer;
}

std::shared_ptr<void> FileShelf::take_place() {
    if (*taken_of_all_ >= limits::file_answers || *taken_ >= limits::file_answers_of_one) return nullptr;
    ++*taken_of_all_;
    ++*taken_;
    return {taken_.get(), [all = taken_of_all_, own = taken_](void*) {
                --*all;
                --*own;
            }};
}

}  // namespace bowball::net
