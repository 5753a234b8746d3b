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
    auto place = take_place();
    if (!place) return answer(refusal({errc::too_many, "Too many pieces of files are asked for at once. Try again."}));
    if (!reader_) reader_ = std::make_unique<io::LooseWorker>(context_);
    // What stands here if the work fails, of memory say.
    const auto part = std::make_shared<FilePart>(refused(refusal({errc::io_failed, "The file cannot be read now. Try again."})));
    reader_->ask([part, open = std::move(open)] { *part = open(); },
                 [this, part, place = std::move(place), answer = std::move(answer)] { answer(answer_of(std::move(*part), place)); });
}

HttpAnswer FileShelf::answer_of(FilePart part, const std::shared_ptr<void>& place) const {
    auto answer = std::move(part.answer);
    if (part.total == 0) return answer;
    const auto sent = std::make_shared<std::uint64_t>(part.bytes.size());
    answer.shared = body_of(std::move(part.bytes), place);
    if (*sent == part.total) return answer;
    answer.rest = RestOfBody{part.total, [reader = reader_.get(), wanted = part.wanted, identity = part.identity, total = part.total, sent, place](const std::function<void(SharedBody)>& take) {
        const auto bytes = std::make_shared<std::string>();
        reader->ask([bytes, wanted, identity, first = *sent, total] { *bytes = read_on(wanted, identity, first, total); }, [bytes, sent, place, take] {
            *sent += bytes->size();
            take(body_of(std::move(*bytes), place));
        });
    }};
    return answer;
}

std::shared_ptr<void> FileShelf::take_place() {
    if (*taken_of_all_ >= limits::video_answers || *taken_ >= limits::video_answers_of_one) return nullptr;
    ++*taken_of_all_;
    ++*taken_;
    return {taken_.get(), [all = taken_of_all_, own = taken_](void*) {
                --*all;
                --*own;
            }};
}

}  // namespace bowball::net
