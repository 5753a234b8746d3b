#include "bench/feed/messages.hpp"

#include <fstream>

#include "engine/fold.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "views/projection.hpp"

namespace bowball::bench::feed {
namespace {

constexpr auto race = "/races/clean_final.jsonl";
constexpr auto board = "race/1/board";
constexpr std::size_t least_bytes = 500;
constexpr std::size_t most_boards = 32;

}  // namespace

std::vector<Message> boards_of_a_race() {
    std::vector<Message> boards;
    std::ifstream journal{tests_folder() + race};
    engine::MeetState state;
    views::Projection projection;
    std::ignore = projection.all(state);
    for (std::string line; boards.size() < most_boards && std::getline(journal, line);) {
        const auto entry = formats::decode_entry(line);
        if (!entry) continue;
        engine::fold_in(state, *entry);
        for (const auto& view : projection.update(state, {*entry})) {
            if (view.topic != board) continue;
            auto data = formats::encode_view(view.view);
            if (data.size() > least_bytes) boards.push_back({"race/" + std::to_string(boards.size() + 1) + "/board", std::move(data)});
        }
    }
    return boards;
}

std::string framed(const Message& message) {
    return formats::encode_frame(formats::ViewFrame{message.topic, "01JDA7000000", Seq{1000}, some_time_us, some_time_us, message.data});
}

}  // namespace bowball::bench::feed
