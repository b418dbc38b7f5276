// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/evaluator.h"

#include "core/rules/board_text.h"

#include <QThread>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace concert {

namespace {

constexpr int slice = 50; // games between two looks at what is asked
constexpr std::array stages{100, 500, Evaluator::mostGames}; // games after which chances are told
constexpr std::size_t mostUnfinished = 400; // positions whose games are kept; about 20 KB each
constexpr std::size_t mostKnown = 10'000;   // positions whose chances are kept; about 1 KB each

} // namespace

/// What both threads share is behind the mutex; the games of a job are the thread's alone, and only
/// the thread takes a job with games away.
class Evaluator::Worker {
public:
    explicit Worker(Evaluator *evaluator)
        : evaluator_(evaluator), thread_(QThread::create([this] { run(); }))
    {
        thread_->setObjectName(QStringLiteral("evaluator"));
        // Not idle: on a busy machine Linux might then stop it for long with the mutex in hand.
        thread_->start(QThread::LowPriority);
    }
    ~Worker()
    {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_one();
        thread_->wait();
    }

    void ask(std::span<const Position> positions)
    {
        {
            const std::lock_guard lock(mutex_);
            for (const Position &position : positions)
                askLocked(position);
        }
        wake_.notify_one();
    }

    std::size_t unfinished()
    {
        const std::lock_guard lock(mutex_);
        return unfinished_;
    }

    void forgetWaiting()
    {
        const std::lock_guard lock(mutex_);
        for (auto job = jobs_.begin(); job != jobs_.end();) {
            job->second.asked = 0;
            job = job->second.rollouts == nullptr ? jobs_.erase(job) : std::next(job);
        }
    }

private:
    struct Job {
        explicit Job(const Position &at) : position(at) {}
        Position position;
        std::unique_ptr<Rollouts> rollouts; ///< once it was its turn
        Chances chances;                    ///< as told last
        std::uint64_t asked = 0;            ///< when; 0: nobody waits for it
        std::size_t stage() const
        {
            return static_cast<std::size_t>(std::ranges::upper_bound(stages, chances.games) -
                                            stages.begin());
        }
    };
    using Jobs = std::map<std::string, Job>; // places in it stay while others come

    void askLocked(const Position &position)
    {
        const std::string board = boardText(position);
        if (const auto known = known_.find(board); known != known_.end()) {
            tell(position, known->second);
            return;
        }
        Job &job = jobs_.try_emplace(board, position).first->second;
        job.asked = ++clock_;
        if (job.chances.games > 0)
            tell(position, job.chances);
    }

    /// The job that is played next: with the fewest games, then asked for last. None: end() .
    Jobs::iterator next()
    {
        auto best = jobs_.end();
        for (auto each = jobs_.begin(); each != jobs_.end(); ++each) {
            const Job &job = each->second;
            if (job.asked == 0)
                continue;
            if (best == jobs_.end() || job.stage() < best->second.stage() ||
                (job.stage() == best->second.stage() && job.asked > best->second.asked))
                best = each;
        }
        return best;
    }

    /// Gives a job its games. Where too many have some already, the one that was asked for longest
    /// ago begins anew when it is its turn again.
    void begin(Job &job)
    {
        if (job.rollouts != nullptr)
            return;
        if (unfinished_ >= mostUnfinished) {
            Jobs::iterator oldest = jobs_.end();
            for (auto each = jobs_.begin(); each != jobs_.end(); ++each) {
                if (each->second.rollouts != nullptr &&
                    (oldest == jobs_.end() || each->second.asked < oldest->second.asked))
                    oldest = each;
            }
            oldest->second.rollouts.reset();
            if (oldest->second.asked == 0)
                jobs_.erase(oldest);
            --unfinished_;
        }
        job.rollouts = std::make_unique<Rollouts>(Map::standard(), job.position);
        ++unfinished_;
    }

    void finish(Jobs::iterator job)
    {
        if (known_.size() >= mostKnown)
            known_.clear();
        known_.emplace(job->first, job->second.chances);
        jobs_.erase(job);
        --unfinished_;
    }

    /// With the mutex locked.
    void tell(const Position &position, const Chances &chances)
    {
        QMetaObject::invokeMethod(
            evaluator_,
            [evaluator = evaluator_, position, chances] {
                Q_EMIT evaluator->evaluated(position, chances);
            },
            Qt::QueuedConnection);
    }

    void run()
    {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            const auto place = next();
            if (place == jobs_.end()) {
                wake_.wait(lock);
                continue;
            }
            Job &job = place->second;
            begin(job);
            lock.unlock();
            job.rollouts->play(slice);
            lock.lock();
            const int games = job.rollouts->games();
            // One that began anew has told of as many games before.
            if (games <= job.chances.games || std::ranges::find(stages, games) == stages.end())
                continue;
            job.chances = job.rollouts->chances();
            if (job.asked > 0)
                tell(job.position, job.chances);
            if (games == mostGames)
                finish(place);
        }
    }

    Evaluator *evaluator_;
    std::mutex mutex_;
    std::condition_variable wake_;
    Jobs jobs_;                                      // by their boards
    std::unordered_map<std::string, Chances> known_; // in the end, by their boards
    std::size_t unfinished_ = 0;                     // jobs with games
    std::uint64_t clock_ = 0;
    bool stopping_ = false;
    std::unique_ptr<QThread> thread_; // last: it starts at once
};

Evaluator::Evaluator(QObject *parent) : QObject(parent), worker_(std::make_unique<Worker>(this)) {}

Evaluator::~Evaluator() = default;

void Evaluator::evaluate(std::span<const Position> positions)
{
    worker_->ask(positions);
}

std::size_t Evaluator::unfinished() const
{
    return worker_->unfinished();
}

void Evaluator::forgetWaiting()
{
    worker_->forgetWaiting();
}

} // namespace concert
