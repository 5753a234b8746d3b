// fuzz_decoders NAME: a decoder reads all its seeds, then mutations of them: the same ones every time. fuzz_decoders NAME FILE...: those files.
// With --seeds FOLDER it writes the seeds as files for libFuzzer instead; --list says the names of all decoders.
// Exit status 1 and the bytes in a file if something must not be.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "fuzz/damage.hpp"
#include "fuzz/decoder.hpp"
#include "fuzz/seeds.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_mutated_bytes = 12 * 1024 * 1024;   ///< of all mutations together: some seconds
constexpr unsigned noises = 500;

class Replay {
public:
    explicit Replay(std::string name) : name_(std::move(name)), decoder_(decoder_of(name_)) {}

    /// `must_accept`: an input that is what it should be.
    void play(const std::string& bytes, const std::string& what, bool must_accept) {
        ++played_;
        try {
            const auto accepted = decode(decoder_, bytes);
            accepted_ += accepted ? 1 : 0;
            if (must_accept) demand(accepted, "a seed is refused");
        } catch (const std::exception& problem) {
            const auto path = "fuzz_" + name_ + "_" + std::to_string(++failures_) + ".bytes";
            std::ofstream{path, std::ios::binary} << bytes;
            std::cerr << name_ << ": " << problem.what() << "\n  in " << what << "; again with: fuzz_decoders " << name_ << " " << path << "\n";
        }
    }

    void play_all(const std::vector<Seed>& seeds) {
        if (seeds.empty()) throw std::invalid_argument{name_ + " has no seeds: put some into corpus/" + name_};
        for (const auto& seed : seeds) play(seed.bytes, seed.name, seed.is_good);
        std::size_t bytes = 0;
        const auto before = accepted_;
        for (unsigned number = 1; number <= decoder_.mutations && bytes < most_mutated_bytes && failures_ < most_failures; ++number) {
            const auto mutated = mutation(seeds, number);
            bytes += mutated.size();
            play(mutated, "mutation " + std::to_string(number), false);
        }
        // Where no mutation gets past the door, what stands behind it is not looked at.
        if (accepted_ == before) fail("nothing is accepted of the mutations");
        for (unsigned number = 1; number <= noises && failures_ < most_failures; ++number) play(noise(number), "noise " + std::to_string(number), false);
    }

    int finish() const {
        std::cout << name_ << ": " << played_ << " inputs, " << accepted_ << " accepted, " << failures_ << " failed\n";
        return failures_ == 0 ? 0 : 1;
    }

private:
    static constexpr unsigned most_failures = 20;

    void fail(const std::string& why) {
        std::cerr << name_ << ": " << why << "\n";
        ++failures_;
    }

    /// A seed with some bytes damaged, and perhaps a piece of another in it.
    static std::string mutation(const std::vector<Seed>& seeds, unsigned number) {
        std::mt19937 random{number};
        auto bytes = seeds[random() % seeds.size()].bytes;
        if (random() % 4 == 0) {
            const auto& other = seeds[random() % seeds.size()].bytes;
            const auto from = other.empty() ? 0 : random() % other.size();
            bytes.insert(random() % (bytes.size() + 1), other.substr(from, random() % 200));
        }
        const auto changes = random() % 4 == 0 ? 1 + random() % 30 : 1 + random() % 3;
        for (unsigned i = 0; i < changes; ++i) damage(bytes, random);
        return bytes;
    }

    static std::string noise(unsigned number) {
        std::mt19937 random{number};
        std::string bytes(random() % 2048, ' ');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        return bytes;
    }

    std::string name_;
    const Decoder& decoder_;
    unsigned played_ = 0;
    unsigned accepted_ = 0;
    unsigned failures_ = 0;
};

int write_seeds(const std::string& name, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    auto number = 0;
    for (const auto& seed : seeds_of(name)) std::ofstream{folder / ("seed_" + std::to_string(++number)), std::ios::binary} << seed.bytes;
    return 0;
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.empty()) throw std::invalid_argument{"usage: fuzz_decoders --list | NAME [FILE... | --seeds FOLDER]"};
    if (arguments[0] == "--list") {
        for (const auto& one : all_decoders()) std::cout << one.name << "\n";
        return 0;
    }
    if (arguments.size() == 3 && arguments[1] == "--seeds") return write_seeds(arguments[0], arguments[2]);
    Replay replay{arguments[0]};
    if (arguments.size() == 1) replay.play_all(seeds_of(arguments[0]));
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        std::ifstream file{arguments[i], std::ios::binary};
        if (!file) throw std::invalid_argument{arguments[i] + " cannot be read"};
        replay.play({std::istreambuf_iterator<char>{file}, {}}, arguments[i], false);
    }
    return replay.finish();
}

}  // namespace
}  // namespace bowball::fuzz

int main(int count, char** arguments) {
    try {
        return bowball::fuzz::run({arguments + 1, arguments + count});
    } catch (const std::exception& problem) {
        std::cerr << "fuzz_decoders: " << problem.what() << "\n";
        return 2;
    }
}
